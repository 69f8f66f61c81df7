"""A layer between the store and the operating system in which the n-th call of one system call fails."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

CALLS = ("open", "write", "fsync", "replace", "rename", "link", "ftruncate", "mkdir", "unlink")
ERRORS = (errno.ENOSPC, errno.EIO)
_BY_HANDLE = ("write", "fsync", "ftruncate")


class FaultyDisk:
    """While in force, call number `at` (from 1) of `call` fails with `code`, and with `lasting` every later one too.

    Only calls on files in `folder` count. A short write takes half of the bytes, and the write after it fails.
    `calls` is how many were seen, `failed` how many of them failed.
    """

    def __init__(self, folder: Path, call: str, at: int, code: int, *, lasting: bool = False, short: bool = False) -> None:
        self._folder = str(folder)
        self._call, self._at, self._code = call, at, code
        self._lasting, self._short = lasting, short
        self._handles: set[int] = set()
        self._real: dict[str, Callable[..., Any]] = {}
        self.calls = 0
        self.failed = 0

    def __enter__(self) -> "FaultyDisk":
        self._real = {name: getattr(os, name) for name in {*CALLS, "open"}} | {"io.open": io.open}
        for name in {*CALLS, "open"}:
            setattr(os, name, getattr(self, f"_{name}", None) or self._by_path(name))
        io.open = self._io_open  # what pathlib opens files with
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        io.open = self._real.pop("io.open")
        for name, real in self._real.items():
            setattr(os, name, real)

    def _concerns(self, target: Any) -> bool:
        if isinstance(target, int):
            return target in self._handles
        return isinstance(target, str | os.PathLike) and os.fspath(target).startswith(self._folder)

    def _count(self, name: str, target: Any) -> None:
        """Raise when it is this call's turn to fail."""
        if name != self._call or not self._concerns(target):
            return
        self.calls += 1
        if self.calls == self._at or (self._lasting and self.calls > self._at):
            self.failed += 1
            raise OSError(self._code, os.strerror(self._code), str(target))

    def _by_path(self, name: str) -> Callable[..., Any]:
        def call(target: Any, *rest: Any, **more: Any) -> Any:
            self._count(name, target)
            return self._real[name](target, *rest, **more)

        return call

    def _open(self, path: Any, *rest: Any, **more: Any) -> int:
        self._count("open", path)
        handle: int = self._real["open"](path, *rest, **more)
        (self._handles.add if self._concerns(path) else self._handles.discard)(handle)
        return handle

    def _io_open(self, path: Any, *rest: Any, **more: Any) -> Any:
        if not isinstance(path, int):
            self._count("open", path)
        return self._real["io.open"](path, *rest, **more)

    def _write(self, handle: int, data: Any) -> int:
        if self._short and self._call == "write" and self._concerns(handle) and self.calls + 1 == self._at and len(data) > 1:
            self._at += 1
            self.calls += 1
            taken: int = self._real["write"](handle, bytes(data)[: len(data) // 2])
            return taken
        self._count("write", handle)
        written: int = self._real["write"](handle, data)
        return written
