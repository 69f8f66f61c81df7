"""Torture the practice log: `python3 scripts/torture.py [--kills 500] [--errors 200] [--full-disks 5] [--seed N]`.

Processes that write all kinds of entries are killed at random moments, two at a time now and then, with a clock that jumps; then
system calls fail one by one, and small disks really are full. After each of it the log is opened as the app does: everything that
was acknowledged must be there, every file readable or told, and the chain whole. Ends with 1 when anything was not.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    from log_torture.errors import error_rounds, full_disk_rounds
    from log_torture.kills import kill_rounds

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, count in (("--kills", 500), ("--errors", 200), ("--full-disks", 5), ("--seed", 20261103)):
        parser.add_argument(name, type=int, default=count)
    args = parser.parse_args()
    begun = time.monotonic()

    def tell(words: str) -> None:
        print(f"\r{words:100}" if sys.stderr.isatty() else words, end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="refcoach-torture-") as folder:
        kept, faults = kill_rounds(Path(folder), args.kills, args.seed, tell)
        met, kept_by_errors, more = error_rounds(Path(folder), args.errors, args.seed, tell)
        disks, kept_by_disks, most = full_disk_rounds(Path(folder), args.full_disks, args.seed)
    found = [*faults, *more, *most]
    print(f"\n{args.kills} kills: {kept} entries acknowledged, {len(faults)} faults")
    print(f"{met} rounds with failing system calls: {kept_by_errors} entries acknowledged, {len(more)} faults")
    print(
        f"{disks} full disks: {kept_by_disks} entries acknowledged, {len(most)} faults"
        if disks
        else "no full disks: mounting is not allowed"
    )
    print(*found, f"{time.monotonic() - begun:.0f} s", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        import bootstrap

        python = str(bootstrap.guarded(bootstrap.DEV_LOCK))
        sys.exit(subprocess.call([python, __file__, *sys.argv[1:]], env=bootstrap.program_environment(dict(os.environ))))
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
