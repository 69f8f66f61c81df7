"""The voice worker: speaks one utterance into a file and ends (`refcoach --worker voice`).

A process for each utterance, because the synthesiser's library keeps state, is not safe in threads, reads past its buffer on
long texts and cannot be stopped; a process can be killed.

stdin: one JSON object, `{"do": "speak", "text", "out", "voice", "rate_wpm", "pitch"}` or `{"do": "voices"}`.
stdout: one JSON object, `{"ok": true, "voices": [...]}` or `{"ok": false, "kind": ..., "message": ...}` with kind
"library" (no synthesiser), "voice" (there is no such voice), "failed". Exit code 0 or 3. A file counts only after exit code 0.
"""

import contextlib
import json
import os
import re
import sys
import threading
from pathlib import Path
from typing import Any

FINISH_S = 20.0
OWN_PITCH = 50
SMALLEST_BYTES = 100  # a header without sound is smaller
# eSpeak's own voices are all male; its variants are not listed, and are had by adding them to a voice's id.
ESPEAK_VARIANTS = (*(f"+f{number}" for number in range(1, 6)), *(f"+m{number}" for number in range(1, 9)))
ESPEAK_VARIANT = r"\+[fm][1-8]$"

Reply = dict[str, Any]


class _VoiceError(Exception):
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.reply: Reply = {"ok": False, "kind": kind, "message": message}


def main() -> int:
    """Serve one order. Ends the process itself: the synthesisers' own clean-up crashes."""
    answer = os.dup(1)
    os.dup2(2, 1)  # the libraries print to stdout
    try:
        order = json.load(sys.stdin)
        reply = _speak(order) if order["do"] == "speak" else {"ok": True, "voices": _voices()}
    except _VoiceError as failure:
        reply = failure.reply
    except Exception as error:
        reply = {"ok": False, "kind": "failed", "message": f"{type(error).__name__}: {error}"}
    os.write(answer, json.dumps(reply).encode() + b"\n")
    sys.stderr.flush()
    os._exit(0 if reply["ok"] else 3)


def _engine() -> Any:
    try:
        import pyttsx3

        return pyttsx3.init()
    except (ImportError, OSError, RuntimeError, AttributeError, KeyError) as error:
        raise _VoiceError("library", str(error)) from error


def _voices() -> list[dict[str, str]]:
    listed = [
        {
            "id": str(voice.id),
            "name": str(voice.name),
            "language": _language(voice),
            "gender": _gender(voice),
        }
        for voice in _engine().getProperty("voices")
    ]
    if sys.platform.startswith("linux"):
        listed += [
            {**voice, "id": voice["id"] + variant, "name": f"{voice['name']}, {_kind(variant)} {variant[2:]}", "gender": _kind(variant)}
            for voice in listed
            if voice["language"].startswith("en")
            for variant in ESPEAK_VARIANTS
        ]
    return listed


def _kind(variant: str) -> str:
    return "female" if variant.startswith("+f") else "male"


def _language(voice: Any) -> str:
    """`en-us` and the like; the drivers give text, bytes or a list with a byte of priority in front."""
    languages = getattr(voice, "languages", None) or []
    first = languages[0] if languages else ""
    text = first.decode("utf-8", "ignore") if isinstance(first, bytes) else str(first)
    return "".join(character for character in text if character.isprintable()).replace("_", "-").lower()


def _gender(voice: Any) -> str:
    gender = str(getattr(voice, "gender", "") or "").lower().replace("voicegender", "")
    return gender if gender in ("female", "male") else ""


def _speak(order: dict[str, Any]) -> Reply:
    out = Path(order["out"])
    part = out.with_name(out.stem + (".part.aiff" if sys.platform == "darwin" else ".part.wav"))
    engine = _engine()
    _choose_voice(engine, str(order.get("voice") or ""))
    finished, errors = threading.Event(), []
    engine.connect("finished-utterance", lambda name=None, completed=None: finished.set())
    engine.connect("error", lambda name=None, exception=None: errors.append(str(exception)))
    rate_wpm, pitch, text = int(order.get("rate_wpm") or 0), int(order.get("pitch", OWN_PITCH)), str(order["text"])
    if sys.platform.startswith("linux"):
        text = _marked(text, rate_wpm, pitch)
    elif rate_wpm:
        engine.setProperty("rate", rate_wpm)
    engine.save_to_file(text, str(part.resolve()))
    engine.runAndWait()
    if sys.platform.startswith("linux") and not finished.wait(FINISH_S):
        raise _VoiceError("failed", "the synthesiser did not finish")
    if errors or not part.exists() or part.stat().st_size < SMALLEST_BYTES:
        raise _VoiceError("failed", "; ".join(errors) or "the synthesiser wrote no file")
    part.replace(out)
    return {"ok": True}


def _marked(text: str, rate_wpm: int, pitch: int) -> str:
    """The text with eSpeak's own marks for rate and pitch in front; the drivers of the other systems have no pitch.

    Not the driver's properties: eSpeak takes those over in a thread of its own and loses one now and then, as a text it does not.
    """
    marks = (f"\x01{rate_wpm}S" if rate_wpm else "") + (f"\x01{pitch}P" if pitch != OWN_PITCH else "")
    return f"{marks} {text}" if marks else text


def _choose_voice(engine: Any, wanted: str) -> None:
    """The drivers tell nobody about an unknown voice and speak with another."""
    if not wanted:
        return
    known = {str(voice.id) for voice in engine.getProperty("voices")}
    base = re.sub(ESPEAK_VARIANT, "", wanted) if sys.platform.startswith("linux") else wanted
    if base not in known:
        raise _VoiceError("voice", wanted)
    engine.setProperty("voice", wanted)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
