"""The engine worker's process: its pipes, its parts, its end."""

import os
import sys
import threading
from typing import BinaryIO

from refcoach.core.errors import RefCoachError
from refcoach.engine.protocol import Message, decode, encode
from refcoach.engine.worker import Worker


def main(stdin: BinaryIO | None = None) -> int:
    """Run the worker on this process's pipes until `shutdown` or the window's end."""
    source = stdin or sys.stdin.buffer
    # Libraries print what they like: their standard output goes to standard error, the pipe stays ours.
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    lock = threading.Lock()

    def emit(message: Message) -> None:
        with lock:
            try:
                pipe.write(encode(message))
                pipe.flush()
            except (BrokenPipeError, ValueError):
                pass  # the window is gone; the shutdown that follows keeps the take

    from refcoach.engine.parts import open_parts

    try:
        desk, parts = open_parts(lambda notice: emit({"event": "notice", "message": notice.message, "hint": notice.hint}))
    except RefCoachError as error:
        emit({"event": "error", "during": "startup", "code": error.code, "message": error.message, "hint": error.hint})
        return error.exit_code
    worker = Worker(parts, desk, emit)

    def read() -> None:
        for line in source:
            try:
                worker.post(decode(line))
            except ValueError:
                print(f"engine: not a command: {line!r}", file=sys.stderr)
        worker.post({"cmd": "shutdown"})

    threading.Thread(target=read, name="commands", daemon=True).start()
    worker.run()
    # A recognition under way is not waited for: its take is in the log as kept. Native libraries' destructors are not run.
    os._exit(0)
