"""Runs voice workers: one process for each utterance, with a time limit, that can be cancelled."""

import json
import subprocess
import sys
import threading
from typing import Any

from refcoach.core.errors import AudioError
from refcoach.core.processes import HIDDEN

LIMIT_S = 20.0


class SpeechCancelled(AudioError):  # noqa: N818 - an outcome, not a fault
    """Somebody called `cancel`: neither done nor failed."""


class VoiceProcess:
    """Gives orders to workers. `cancel` may be called from any thread and ends everything begun before it."""

    def __init__(self, command: list[str], environment: dict[str, str] | None, limit_s: float) -> None:
        self._command, self._environment, self._limit_s = command, environment, limit_s
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._cancelled = 0

    @property
    def mark(self) -> int:
        """How often `cancel` was called; an order with an older mark is not carried out."""
        return self._cancelled

    def cancel(self) -> None:
        """Kill what runs."""
        with self._lock:
            self._cancelled += 1
            for process in self._running:
                process.kill()

    def order(self, order: dict[str, Any], mark: int) -> dict[str, Any]:
        """The worker's answer. Raises SpeechCancelled, and AudioError when the worker failed, crashed or took too long."""
        out, code, _ = self.run(self._command, json.dumps(order).encode(), mark, self._environment)
        return _answer(out, code, str(order.get("voice", "")))

    def run(
        self,
        command: list[str],
        text: bytes,
        mark: int,
        environment: dict[str, str] | None,
        cwd: str | None = None,
        limit_s: float | None = None,
    ) -> tuple[bytes, int, str]:
        """Output, exit code and last line of the errors of any program that is given `text`. Raises as `order` does."""
        process = self._started(command, mark, environment, cwd)
        try:
            out, errors = process.communicate(text, timeout=self._limit_s if limit_s is None else limit_s)
        except subprocess.TimeoutExpired as error:
            raise AudioError("The voice did not answer in time.", "Try again, or choose another voice in the settings.") from error
        finally:
            with self._lock:
                self._running.discard(process)
            process.kill()
            process.communicate()
        if mark != self._cancelled:
            raise SpeechCancelled("Speaking was stopped.")
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        return out, process.returncode, lines[-1][:200] if lines else ""

    def _started(self, command: list[str], mark: int, environment: dict[str, str] | None, cwd: str | None) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        with self._lock:
            if mark != self._cancelled:
                raise SpeechCancelled("Speaking was stopped.")
            try:
                process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=cwd, creationflags=HIDDEN)
            except OSError as error:
                raise AudioError(
                    f"The voice could not be started: {error.strerror}.", "Try again; if it happens again, run: refcoach doctor"
                ) from error
            self._running.add(process)
            return process


def _answer(out: bytes, code: int, voice: str) -> dict[str, Any]:
    try:
        reply = json.loads(out)
    except ValueError:
        reply = {"ok": False, "kind": "failed", "message": f"its process ended with {code}"}
    if code == 0 and reply["ok"]:
        return dict(reply)
    if reply.get("kind") == "library":
        raise AudioError("The client cannot speak: no speech synthesiser is installed.", remedy())
    if reply.get("kind") == "voice":
        raise AudioError(
            f"There is no voice “{voice}” on this computer.", "Choose another in the settings; to see all, run: refcoach voices"
        )
    raise AudioError(
        f"The client's line could not be spoken: {reply.get('message')}.", "Try again, or choose another voice in the settings."
    )


def remedy() -> str:
    """What to install on this system to have a voice."""
    if sys.platform == "darwin":
        return "Add a voice in System Settings, Accessibility, Spoken Content."
    if sys.platform == "win32":
        return "Add a voice in Settings, Time & language, Speech."
    return "On Debian or Ubuntu run: sudo apt-get install libespeak-ng1 (on Fedora: sudo dnf install espeak-ng)"
