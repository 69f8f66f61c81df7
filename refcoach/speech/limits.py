"""A time limit for calls into libraries that may never return (a sound server that is stopped, a device that hangs)."""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def limited(work: Callable[[], T], seconds: float, name: str) -> T:
    """What `work` returns or raises; TimeoutError when it takes longer. Its thread is then left behind: a call into a
    library cannot be ended from outside, and a daemon thread does not keep the process from ending."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError(f"{name} took longer than {seconds} s")
    return results[0]
