"""The encoding worker: makes takes into MP3, one after another (`refcoach --worker encode`).

A process of its own, so that the window loads no sound library and a take that crashes one costs its sound and nothing else.

stdin: on each line a JSON list, the path of a take and its fingerprint or "". stdout: for each one line, `{"mp3": base64}` or
`{"message", "hint"}`.
"""

import base64
import json
import os
import sys
from pathlib import Path

from refcoach.core.errors import AudioError
from refcoach.speech.encode import speech_mp3


def main() -> int:
    """Serve until stdin ends."""
    answers = os.dup(1)
    os.dup2(2, 1)  # the libraries print to stdout
    with os.fdopen(answers, "w", encoding="ascii") as out:
        for line in sys.stdin:
            out.write(json.dumps(_answer(*json.loads(line))) + "\n")
            out.flush()
    return 0


def _answer(path: str, sound_sha256: str) -> dict[str, str]:
    try:
        return {"mp3": base64.b64encode(speech_mp3(Path(path), sound_sha256)).decode("ascii")}
    except AudioError as error:
        return {"message": error.message, "hint": error.hint}
