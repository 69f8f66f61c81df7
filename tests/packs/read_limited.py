"""Reads packs in a process that may not take much memory: `python read_limited.py PATH...` prints one JSON object a line."""

import json
import sys
import time
from pathlib import Path

ADDRESSES = 300 * 1024 * 1024


def main(paths: list[str]) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    from refcoach.packs.load import load_pack

    for path in paths:
        begun = time.process_time()
        pack, problems = load_pack(Path(path))
        print(json.dumps({"pack": pack is not None, "problems": [str(each) for each in problems], "cpu_s": time.process_time() - begun}))


if __name__ == "__main__":
    main(sys.argv[1:])
