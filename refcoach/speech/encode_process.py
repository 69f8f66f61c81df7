"""Runs an encoding worker for as long as takes are made into MP3."""

import base64
import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.core.processes import HIDDEN, reap, worker_command

LIMIT_S = 120.0  # for one take; two hours of sound take about a minute
_TRY_AGAIN = "Try again; if it happens again, run: refcoach doctor"


class Encoder:
    """Makes takes into MP3 in another process, which is started with the first take and ended on leaving. For one thread."""

    def __init__(self, command: list[str] | None = None, limit_s: float = LIMIT_S) -> None:
        self._command, self._limit_s = command or worker_command("encode"), limit_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Encoder":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def mp3(self, path: Path, sound_sha256: str = "") -> bytes:
        """The take as MP3 (mono, 16 kHz, 32 kbit/s). Raises AudioError as `encode.speech_mp3` does, and when the worker dies or takes too
        long; the next take then gets another worker."""
        line = self._reply(json.dumps([str(path), sound_sha256]).encode("ascii") + b"\n")
        try:
            reply: dict[str, Any] = json.loads(line)
        except ValueError as error:
            self._end()
            raise AudioError(f"{path.name} could not be made into MP3: the process that does it ended.", _TRY_AGAIN) from error
        if "mp3" in reply:
            return base64.b64decode(reply["mp3"])
        raise AudioError(str(reply.get("message")), str(reply.get("hint", "")))

    def _reply(self, order: bytes) -> bytes:
        process = self._process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(self._limit_s, process.kill)
        watch.start()
        try:
            process.stdin.write(order)
            process.stdin.flush()
            return process.stdout.readline()
        except OSError:
            return b""  # it has ended
        finally:
            watch.cancel()
            watch.join()

    def _started(self) -> "subprocess.Popen[bytes]":
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=HIDDEN)
        except OSError as error:
            raise AudioError(f"Takes could not be made into MP3: {error.strerror}.", _TRY_AGAIN) from error

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            reap(process)
