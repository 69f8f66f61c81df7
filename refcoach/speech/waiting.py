"""What waits in a queue of sound, taken at once."""

import queue


def all_waiting(sound: queue.Queue[bytes] | queue.SimpleQueue[bytes]) -> bytes:
    """All samples that wait, at least one piece; empty once the end (an empty piece) is next."""
    gathered = bytearray(sound.get())
    while gathered and not sound.empty():
        pcm = sound.get()
        if not pcm:
            sound.put(b"")  # first what is there, then the end
            break
        gathered += pcm
    return bytes(gathered)
