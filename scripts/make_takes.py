"""Makes the example takes in assets/takes: spoken by the application's own voice worker, 16 kHz mono 16 bit.

    .venv/bin/python scripts/make_takes.py [--try]     --try: print the word error rate of voices and rates, write nothing

Needs libespeak-ng1, so that the takes are the same wherever they are made.
"""

import argparse
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.assets import asset
from refcoach.core.errors import AudioError
from refcoach.speech.models import shipped_model
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.speak import VoiceSpeaker
from refcoach.speech.wav import convert

HIGHEST_WER = 0.08


@dataclass(frozen=True, slots=True)
class ExampleTake:
    """A file below assets/takes and how it is spoken; `rate_wpm` in words per minute."""

    file: str
    text: str
    voice: str
    rate_wpm: int


TAKES = (
    ExampleTake(
        "ask-after-praise.wav",
        "Thank you, Priya. I am glad the rollout saved your team two days a week. Who do you know among plant managers at food makers "
        "in Ohio, where a line has just stopped twice in a month? Could you put the two of us on a call together, so that they expect me?",
        "gmw/en-us+m2",
        140,
    ),
)
VOICES_TO_TRY = (
    "gmw/en-us",
    "gmw/en-us+m2",
    "gmw/en-us+f3",
    "gmw/en-us+f5",
    "gmw/en",
    "gmw/en-gb-x-rp",
    "gmw/en-gb-scotland",
    "gmw/en-029",
    "gmw/en-us-nyc",
)
RATES_TO_TRY = (120, 130, 140, 150, 160, 170)


def words_of(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower())


def word_error_rate(said: str, heard: str) -> float:
    """Edits from what was said to what was heard, over the number of words said."""
    reference, hypothesis = words_of(said), words_of(heard)
    row = list(range(len(hypothesis) + 1))
    for number, word in enumerate(reference, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(hypothesis, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1] / max(1, len(reference))


def spoken(take: ExampleTake, speaker: VoiceSpeaker, target: Path, recogniser: WhisperRecogniser) -> tuple[float, str]:
    """Speak a take into `target`; the result is the word error rate and what was heard."""
    convert(speaker.speech_file(take.text, take.voice, take.rate_wpm), target)
    target.chmod(0o644)  # takes are private to their owner, this one is everybody's
    heard = recogniser.transcribe(target).text
    return word_error_rate(take.text, heard), heard


def try_voices(take: ExampleTake, speaker: VoiceSpeaker, folder: Path, recogniser: WhisperRecogniser) -> None:
    """Print the word error rate of every voice and rate."""
    for voice in VOICES_TO_TRY:
        for rate_wpm in RATES_TO_TRY:
            try:
                wer, heard = spoken(ExampleTake(take.file, take.text, voice, rate_wpm), speaker, folder / "try.wav", recogniser)
            except AudioError as error:
                print(f"{voice}: {error.message}")
                break
            print(f"{wer:6.1%}  {voice:20} {rate_wpm}  {heard}", flush=True)


def main() -> int:
    """Make all takes; 1 when the recogniser understands one too badly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", dest="trial", action="store_true")
    trial = parser.parse_args().trial
    recogniser = WhisperRecogniser(shipped_model())
    worst = 0.0
    with tempfile.TemporaryDirectory(prefix="takes-") as folder:
        speaker = VoiceSpeaker(Path(folder) / "voice")
        for take in TAKES:
            if trial:
                try_voices(take, speaker, Path(folder), recogniser)
                continue
            wer, heard = spoken(take, speaker, asset("takes", take.file), recogniser)
            print(f"{take.file}: {take.voice} at {take.rate_wpm}, word error rate {wer:.1%}\n  {heard}")
            worst = max(worst, wer)
    return int(worst > HIGHEST_WER)


if __name__ == "__main__":
    sys.exit(main())
