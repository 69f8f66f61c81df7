"""What it costs to recognise a take piece by piece while it is spoken, beside one pass over the whole."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from refcoach.core.transcript import Transcript
from refcoach.speech import running
from refcoach.speech.models import shipped_model
from refcoach.speech.pauses import CHUNK_S
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.recognise import WhisperRecogniser
from refcoach.speech.running import RunningTake
from refcoach.speech.wav import read_speech, write_wav
from speech_card import fresh, fresher
from speech_card.listening import Line, assets, errors, plain, tokens
from speech_card.printing import head, row
from speech_card.texts import ASKS, BECKETT, CITIES
from speech_card.voices import ESPEAK, PIPER, Said, Studio, joined, noisy

VOICES = (PIPER, ESPEAK[0], PIPER, ESPEAK[1], ESPEAK[2])
OTHER_VOICES = ((PIPER, 150), ("gmw/en-us+f2", 160), ("gmw/en-gb-x-rp+m4", 150), (PIPER, 180), ("gmw/en-us+m5", 170))
OTHER_PAUSES_S = (0.25, 0.4, 0.6, 0.8, 1.1, 1.6, 2.4)
SHORTEST_GAP_S = 0.2  # between all sentences of those who hardly pause
BLOCK = RATE_HZ // 20  # what a microphone delivers at a time, 50 ms


def running_table(studio: Studio, folder: Path) -> None:
    """Word errors of both ways on the same takes, in percent of the words that were said."""
    groups = [
        (f"{name}, {pauses}", [take for voice, take in zip(VOICES, _asks(studio, gap_s), strict=True) if (voice == PIPER) is neural])
        for name, neural in (("neural voice", True), ("system's voices", False))
        for pauses, gap_s in (("pauses as written", None), ("hardly a pause", SHORTEST_GAP_S))
    ]
    groups += [
        ("people", [(read_speech(assets() / "beckett.wav"), BECKETT), (read_speech(assets() / "two_cities.wav"), CITIES)]),
    ]
    for name, takes in groups:
        print(f"\n{name}: " + ", ".join(f"{len(sound) / RATE_HZ:.0f} s" for sound, _ in takes))
    head("takes", "white noise", "words", "one pass", "piecewise", "points more")
    for snr_db in (None, 20.0):
        for name, takes in groups:
            total = whole = pieces = 0
            for sound, text in takes:
                said, rough = plain(text), noisy(sound, snr_db)
                total += len(said)
                whole += errors(said, _one_pass(rough))
                pieces += errors(said, _piecewise(rough, folder / "take.wav"))
            room = "none" if snr_db is None else f"{snr_db:g} dB"
            row(name, room, total, f"{whole / total:.1%}", f"{pieces / total:.1%}", f"{(pieces - whole) / total * 100:+.1f}")


def pieces_table(studio: Studio, folder: Path) -> None:
    """What longer pieces would do, on other sound than `running_table` has: the sentences of the fillers' takes without their fillers."""
    ways = (("6 to 20 s, 2 s (shipped)", None), ("18 to 28 s, 8 s", (18.0, 28.0, 8.0)))
    head("pieces, and the pause that closes any piece", "words", "neural voice", "system's voices", "points more")
    whole = dict.fromkeys((True, False), 0)
    takes = list(_other_takes(studio))
    total = sum(len(plain(text)) for _, _, text in takes)
    for voice, sound, text in takes:
        whole[voice == PIPER] += errors(plain(text), _one_pass(sound))
    row("one pass", total, whole[True], whole[False], "")
    shipped = running.LEAST, running.MOST, running.LONG
    for name, seconds in ways:
        if seconds is not None:
            running.LEAST, running.MOST, running.LONG = (round(length_s / CHUNK_S) for length_s in seconds)
        wrong = dict.fromkeys((True, False), 0)
        for voice, sound, text in takes:
            wrong[voice == PIPER] += errors(plain(text), _piecewise(sound, folder / "take.wav"))
        running.LEAST, running.MOST, running.LONG = shipped
        row(name, total, wrong[True], wrong[False], f"{(sum(wrong.values()) - sum(whole.values())) / total * 100:+.1f}")


def _other_takes(studio: Studio) -> Iterator[tuple[str, Any, str]]:
    """(voice, samples, text): five takes of sixteen sentences, in four orders and with other pauses each time."""
    marked = (*fresh.BETWEEN, *fresh.RUN_IN, *fresher.BETWEEN, *fresher.RUN_IN)
    texts = [re.sub(r"\s*\[.*?\]", "", text).strip() for text in marked]
    texts = [text[0].upper() + text[1:] for text in texts]
    for turn in range(4):
        pauses_s = np.random.default_rng(5 + turn)
        for number, (voice, rate_wpm) in enumerate(OTHER_VOICES):
            mine = texts[number * 16 : (number + 1) * 16]
            said = [Said(text, voice, rate_wpm) for text in (*mine[turn * 4 :], *mine[: turn * 4])]
            studio.prepare(said)
            gaps = [float(gap) for gap in pauses_s.choice(OTHER_PAUSES_S, len(said) - 1)]
            yield voice, joined([studio.say(each) for each in said], gaps)[0], " ".join(each.text for each in said)


def _asks(studio: Studio, gap_s: float | None) -> Iterator[tuple[Any, str]]:
    """Takes of six asks each, every take in another voice; `gap_s` replaces every pause."""
    orders = (ASKS[:6], ASKS[2:], (*ASKS[::2], *ASKS[1:4:2]), (*ASKS[1::2], *ASKS[:3:2]), ASKS[::-1][:6])
    for voice, asks in zip(VOICES, orders, strict=True):
        parts = re.split(r"\s*\(([\d.]+)\)\s*", " (1) ".join(asks))
        said = [Said(text, voice) for text in parts[::2]]
        studio.prepare(said)
        gaps = [float(gap) if gap_s is None else gap_s for gap in parts[1::2]]
        yield joined([studio.say(each) for each in said], gaps)[0], " ".join(parts[::2])


def _one_pass(sound: Any) -> list[str]:
    return _plain_words(word.text for word in WhisperRecogniser(shipped_model())._words_of(sound))


def _piecewise(sound: Any, path: Path) -> list[str]:
    """Fed like a microphone's, and never by the way out that `finish` takes when something fails."""

    def refuse(path: Path) -> Transcript:
        raise RuntimeError("the piecewise recognition gave up")

    write_wav(path, sound)
    take = RunningTake(WhisperRecogniser(shipped_model())._words_of, refuse, "piecewise")
    for at in range(0, len(sound), BLOCK):
        take.feed(sound[at : at + BLOCK].astype("<i2").tobytes())
    return _plain_words(word.text for word in take.finish(path).words)


def _plain_words(texts: Iterable[str]) -> list[str]:
    return [word.text for word in tokens([Line(text, 0, 0) for text in texts])]
