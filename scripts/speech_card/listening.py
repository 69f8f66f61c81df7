"""The recognisers under measurement, each in a process of its own when memory and time are measured."""

import hashlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from refcoach.core.fillers import HESITATIONS, kind_of
from refcoach.core.transcript import HeardWord
from refcoach.speech.models import shipped_model
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.recognise import LOW_LOGPROB, NO_SPEECH, WhisperRecogniser, _timed, _words, recognize_refcoach, spoken
from refcoach.speech.wav import read_speech

ENGINES = ("Whisper tiny.en, beam 5", "Whisper tiny.en, beam 1", "Moonshine tiny, streaming")
LICENCES = {ENGINES[0]: "MIT, MIT weights", ENGINES[1]: "MIT, MIT weights", ENGINES[2]: "MIT, MIT weights (0.1.0)"}
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty"}
NUMBERS = {**{str(number): word for number, word in enumerate(ONES)}, **{str(number): word for number, word in TENS.items()}}
SPELLINGS = {"neighbor": "neighbour", "centers": "centres", "center": "centre"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of live text, in seconds."""

    text: str
    start_s: float
    end_s: float


def assets() -> Path:
    """Where moonshine_voice keeps its model and recordings."""
    spec = find_spec("moonshine_voice")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("moonshine-voice 0.1.0 is needed: install the extra `dev`.")
    return Path(next(iter(spec.submodule_search_locations))) / "assets"


class Moonshine:
    """The streaming engine fed a tenth of a second at a time, as a microphone does."""

    def __init__(self) -> None:
        from moonshine_voice import Transcriber
        from moonshine_voice.moonshine_api import ModelArch

        self._model = Transcriber(str(assets() / "tiny-en"), ModelArch.TINY)

    def hear(self, samples: Any) -> list[Line]:
        stream = self._model.create_stream()
        stream.start()
        for at in range(0, len(samples), RATE_HZ // 10):
            stream.add_audio((samples[at : at + RATE_HZ // 10] / 32768).tolist(), RATE_HZ)
        lines = stream.stop().lines
        stream.close()
        return [Line(line.text, line.start_time, line.start_time + line.duration) for line in lines]


class Whisper:
    """The shipped model with another beam."""

    def __init__(self, beam: int) -> None:
        from refcoach.speech.whisper import load

        self._model, self._beam = load(shipped_model()), beam

    def hear(self, samples: Any) -> list[Line]:
        import numpy as np

        segments, _ = self._model.transcribe(
            samples.astype(np.float32) / 32768,
            language="en",
            beam_size=self._beam,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=True,
            no_speech_threshold=NO_SPEECH,
            log_prob_threshold=LOW_LOGPROB,
        )
        return [Line(word.text.strip(), word.start_s, word.end_s) for word in _timed(_words(list(spoken(list(segments)))))]


class Kept:
    """Recognitions on disk by engine, hint and sound, so that a table can be printed again after its reckoning was changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, engine: str, samples: Any, hear: Callable[[], list[list[Any]]]) -> list[list[Any]]:
        """What `hear` gave for these samples: lists of JSON values."""
        path = self._folder / (hashlib.sha256(engine.encode() + b"\0" + samples.tobytes()).hexdigest()[:24] + ".json")
        if not path.exists():
            path.write_text(json.dumps(hear()), encoding="utf-8")
        found: list[list[Any]] = json.loads(path.read_text(encoding="utf-8"))
        return found


class Ears:
    """The shipped recogniser, with hotwords or without, and the live engine; what they heard once is kept."""

    def __init__(self, folder: Path) -> None:
        self._kept = Kept(folder)
        self._whisper = WhisperRecogniser(shipped_model())
        self._live: Moonshine | None = None

    def words(self, samples: Any, hotwords: str = "") -> list[HeardWord]:
        import speech_recognition as sr

        def hear() -> list[list[Any]]:
            if not hasattr(sr.Recognizer, "recognize_refcoach"):
                sr.Recognizer.recognize_refcoach = recognize_refcoach
            hints = {"hotwords": hotwords} if hotwords else {}
            heard = self._whisper._recognised(sr.AudioData(samples.astype("<i2").tobytes(), RATE_HZ, 2), **hints)
            return [[word.text, word.start_s, word.end_s, word.probability] for word in heard]

        return [HeardWord(*word) for word in self._kept.get(f"{self._whisper.engine}\0{hotwords}", samples, hear)]

    def lines(self, samples: Any) -> list[Line]:
        def hear() -> list[list[Any]]:
            self._live = self._live or Moonshine()
            return [[line.text, line.start_s, line.end_s] for line in self._live.hear(samples)]

        return [Line(*line) for line in self._kept.get(ENGINES[2], samples, hear)]


def hear_all(engine: str, paths: list[str]) -> None:
    """In a process of its own: print what the engine hears in each file, with seconds of processor time, and its peak memory."""
    model: Any = Moonshine() if engine == ENGINES[2] else Whisper(5 if engine == ENGINES[0] else 1)
    for path in paths:
        samples = read_speech(Path(path))
        start = time.process_time()
        lines = model.hear(samples)
        used = time.process_time() - start
        print(
            json.dumps(
                {"lines": [(line.text, line.start_s, line.end_s) for line in lines], "cpu_s": used, "sound_s": len(samples) / RATE_HZ}
            )
        )
    print(json.dumps({"peak_mb": _peak_kb() / 1024}))


def _peak_kb() -> int:
    """Peak resident memory of this process; `getrusage` begins with what the process that started it had."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    raise SystemExit("Linux is needed: /proc/self/status has no VmHWM.")


def in_process(engine: str, paths: list[Path]) -> tuple[list[tuple[list[Line], float, float]], float]:
    """What `hear_all` says of the files: (lines, processor seconds, seconds of sound) each, and the peak memory in MB."""
    command = [sys.executable, str(Path(__file__).parents[1] / "measure_speech.py"), "--hear", engine, *map(str, paths)]
    *rows, last = (json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines())
    return [([Line(*line) for line in row["lines"]], row["cpu_s"], row["sound_s"]) for row in rows], last["peak_mb"]


def tokens(lines: list[Line]) -> Iterator[HeardWord]:
    """Words with times: those of a line share its time by their letters. Numbers and spellings are made alike."""
    for line in lines:
        found = list(re.finditer(r"[a-z0-9']+", line.text.lower()))
        for match in found:
            start, end = (line.start_s + (line.end_s - line.start_s) * at / len(line.text) for at in match.span())
            word = NUMBERS.get(match.group(), SPELLINGS.get(match.group(), match.group()))
            yield HeardWord(word, start, end, 1.0)


def plain(text: str) -> list[str]:
    """The words of a text as `tokens` writes them."""
    return [word.text for word in tokens([Line(text, 0, 0)])]


def errors(said: list[str], heard: list[str]) -> int:
    """Edits between two texts without their hesitations."""
    first, second = ([word for word in words if kind_of(word) not in HESITATIONS] for words in (said, heard))
    row = list(range(len(second) + 1))
    for number, word in enumerate(first, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(second, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def edges(sentences: list[str], places: list[tuple[float, float]], heard: list[HeardWord]) -> list[tuple[float, float]]:
    """(error of the first word's start, error of the last word's end) in seconds for each sentence whose edge words were heard."""
    said = [(word, number) for number, sentence in enumerate(sentences) for word in plain(sentence)]
    blocks = SequenceMatcher(None, [word for word, _ in said], [word.text for word in heard], autojunk=False).get_matching_blocks()
    partner = {block.a + step: heard[block.b + step] for block in blocks for step in range(block.size)}
    found = []
    for number, (start_s, end_s) in enumerate(places):
        mine = [at for at, (_, owner) in enumerate(said) if owner == number]
        if mine[0] in partner and mine[-1] in partner:
            found.append((abs(partner[mine[0]].start_s - start_s), abs(partner[mine[-1]].end_s - end_s)))
    return found
