"""A real engine worker over real pipes, for tests: commands go in, events are awaited, never slept for."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

Event = dict[str, Any]


class WorkerProcess:
    """Starts `refcoach --worker engine` with a data folder of its own."""

    def __init__(self, home: Path, environment: Mapping[str, str] | None = None) -> None:
        self._environment = {**(os.environ if environment is None else environment), "REFCOACH_HOME": str(home)}
        self._events: queue.Queue[Event] = queue.Queue()
        self.seen: list[Event] = []

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "refcoach", "--worker", "engine"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environment)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.send(cmd="hello")
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        self._reader.join(10)
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                pass

    def _read(self) -> None:
        for line in self.process.stdout:
            self._events.put(json.loads(line))
        self._events.put({"event": "(end)"})

    def send(self, **command: Any) -> None:
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()

    def wait_for(self, name: str, within_s: float = 60, **fields: Any) -> Event:
        """The next event of that name (and with those fields); other events are kept in `seen`."""
        until = time.monotonic() + within_s
        while True:
            try:
                event = self._events.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no event {name} within {within_s} s; seen {[item['event'] for item in self.seen][-20:]}") from None
            self.seen.append(event)
            if event["event"] == name and all(event.get(key) == value for key, value in fields.items()):
                return event
            assert event["event"] != "(end)", f"the worker ended before {name}; seen {self.seen[-5:]}"

    def shut_down(self) -> int:
        """End it politely; the exit code."""
        self.send(cmd="shutdown")
        return self.process.wait(20)


def frame(attempt_id: str = "a" * 32, number: int = 1) -> dict[str, Any]:
    """The frame of a take of the first scenario."""
    return {
        "attempt_id": attempt_id,
        "session_id": "b" * 32,
        "scenario": "ask-after-praise",
        "scenario_version": "1.0.0",
        "pack": "foundations",
        "beat": "praise",
        "client": "My planners have two days a week back.",
        "number": number,
        "at": "2026-11-23T10:00:00.000+00:00",
        "required": ["ideal_client", "business_reason", "introduction_request"],
        "optional": [],
    }
