"""Packs that were read already: reading and checking a thousand scenarios takes a second, finding that no file has changed a fraction.

The cache holds nothing that is not in the packs, may be deleted at any time, and is not believed when anything about it is odd.
"""

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

from refcoach import __version__
from refcoach.core.errors import RefCoachError
from refcoach.core.pack_record import pack_from, pack_record
from refcoach.core.scenario import Pack
from refcoach.engine.pack_stamp import pack_stamp
from refcoach.packs.load import load_pack
from refcoach.packs.problems import Problem
from refcoach.store.atomic import write_atomic

FORMAT = 1  # of the cache; with the version of RefCoach it belongs to the signature
# A file that was changed within the same tick of the file system's clock looks unchanged, so what is that fresh is not kept.
SETTLED_S = 2.0


class PackCache:
    """Reads packs like `load_pack`; a folder that has not changed since comes from `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, path: Path) -> tuple[Pack | None, tuple[Problem, ...]]:
        """The pack in a folder and everything wrong with it, as `load_pack` gives them."""
        signature, newest_ns = _signature(path)
        known = self._known(path, signature)
        if known is not None:
            return known, ()
        pack, problems = load_pack(path)
        if pack is not None and time.time_ns() - newest_ns > SETTLED_S * 1e9 and _signature(path)[0] == signature:
            self._keep(path, signature, pack)
        return pack, problems

    def _file(self, path: Path) -> Path:
        return self._folder / f"{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]}.json"

    def _known(self, path: Path, signature: str) -> Pack | None:
        try:
            stored: Any = json.loads(self._file(path).read_bytes())
            return pack_from(stored["pack"]) if stored["signature"] == signature else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _keep(self, path: Path, signature: str, pack: Pack) -> None:
        record = {"path": str(path.resolve()), "signature": signature, "pack": pack_record(pack)}
        try:
            write_atomic(self._file(path), json.dumps(record, separators=(",", ":")).encode("ascii"), keep_previous=False)
            self._forget_packs_that_are_gone()
        except (RefCoachError, OSError):
            pass  # it is read anew the next time

    def _forget_packs_that_are_gone(self) -> None:
        for file in self._folder.glob("*.json"):
            try:
                if not Path(json.loads(file.read_bytes())["path"]).is_dir():
                    file.unlink()
            except (OSError, ValueError, KeyError, TypeError):
                file.unlink(missing_ok=True)


def _signature(folder: Path) -> tuple[str, int]:
    """What changes whenever a file of the pack does, or RefCoach itself, and the files' newest time in ns."""
    stamp = sorted(pack_stamp(folder))
    seen = repr((FORMAT, __version__, stamp)).encode("utf-8", "surrogateescape")
    return hashlib.sha256(seen).hexdigest(), max((written_ns for _, written_ns, *_ in stamp), default=0)
