"""The tables of fillers: what the finder finds of the fillers that were said, on the takes it was made with and on fresh ones."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Any

from refcoach.core.fillers import Filler, FillerKind, fillers, kind_of
from refcoach.core.transcript import transcript_from_words
from speech_card import fresh, fresher
from speech_card.listening import Ears
from speech_card.printing import head, rate, row
from speech_card.texts import FILLED, TEMPTING
from speech_card.voices import ESPEAK, PIPER, Said, Studio, joined, noisy

FRESH_ESPEAK = ("gmw/en-us+f2", "gmw/en-gb-x-rp+m4", "gmw/en-029+m1", "gmw/en-us+m5")
FRESH_PAUSES = ((0.25, 0.4), (0.5, 0.3), (0.8, 0.6))  # seconds before and after a filler
LAST_ESPEAK = ("gmw/en-us+m3", "gmw/en-gb-x-rp+f4", "gmw/en-us+f5", "gmw/en-029+m7")
LAST_PAUSES = ((0.3, 0.3), (0.25, 0.7), (0.6, 0.35))
FRESH_RATES = (145, 165, 180)  # words a minute
FRESH_FILLER_RATES = (150, 105, 130, 180)
NEAR_S = 1.0  # a filler that is found so near to where one was put, middle to middle, is that one


@dataclass(frozen=True, slots=True)
class Take:
    """A text with its fillers in brackets and how it is spoken; pauses in seconds, rates in words a minute."""

    text: str
    voice: str
    before_s: float = 0.0
    after_s: float = 0.0
    rate_wpm: int = 150
    filler_rate_wpm: int = 150


@dataclass(frozen=True, slots=True)
class Put:
    """A filler where it was put, in seconds."""

    text: str
    kind: FillerKind | None
    start_s: float
    end_s: float


def first_takes() -> list[Take]:
    """The takes that the finder's rules were made with: thirty texts spoken twice, with pauses and without, and twenty without fillers."""
    found = [Take(text, _first_voice(number), gap, gap) for gap in (0.3, 0.0) for number, text in enumerate(FILLED)]
    return found + [Take(text, _first_voice(number)) for number, text in enumerate(TEMPTING)]


def _first_voice(number: int) -> str:
    """The neural voice, and of the system's a female and a male one."""
    return PIPER if number % 2 == 0 else ESPEAK[number % len(ESPEAK)]


def fresh_takes() -> list[Take]:
    """The second takes: forty with fillers and twenty without."""
    return list(_other_takes(fresh.BETWEEN, (*fresh.RUN_IN, *fresh.LOOKALIKES), FRESH_ESPEAK, FRESH_PAUSES))


def last_takes() -> list[Take]:
    """The third takes, forty and twenty too, which no rule was made with."""
    return list(_other_takes(fresher.BETWEEN, (*fresher.RUN_IN, *fresher.LOOKALIKES), LAST_ESPEAK, LAST_PAUSES))


def _other_takes(
    between: Sequence[str], others: Sequence[str], voices: Sequence[str], pauses_s: Sequence[tuple[float, float]]
) -> Iterator[Take]:
    texts = [(text, pauses_s[number % 3]) for number, text in enumerate(between)] + [(text, (0.0, 0.0)) for text in others]
    for number, (text, pauses) in enumerate(texts):
        yield Take(
            text,
            PIPER if number % 2 == 0 else voices[number // 2 % len(voices)],
            *pauses,
            FRESH_RATES[number % 3],
            FRESH_FILLER_RATES[(number // 2 + number // 8) % 4],
        )


def spoken_take(studio: Studio, take: Take) -> tuple[Any, list[Put]]:
    """Samples and the fillers in them; the pieces are spoken apart, so a filler has the length that it has by itself."""
    pieces = _pieces(take)
    marked = [piece.startswith("[") for piece in pieces]
    gaps = [take.before_s if after else take.after_s if before else 0.0 for before, after in pairwise(marked)]
    sound, places = joined([studio.say(said) for said in _said(take)], gaps)
    texts = [piece[1:-1].lower() if filler else "" for piece, filler in zip(pieces, marked, strict=True)]
    puts = [Put(text, _kind(text, take.before_s), *place) for text, place in zip(texts, places, strict=True) if text]
    return sound, puts


def _pieces(take: Take) -> list[str]:
    return [piece.strip() for piece in re.split(r"(\[.*?\])", take.text) if piece.strip(" .,")]


def _said(take: Take) -> list[Said]:
    return [
        Said(piece.strip("[]"), take.voice, take.filler_rate_wpm if piece.startswith("[") else take.rate_wpm) for piece in _pieces(take)
    ]


def _kind(filler: str, gap_s: float) -> FillerKind | None:
    kind = kind_of(filler)
    return FillerKind.UM if kind is FillerKind.RUN_IN and gap_s else kind


def filler_table(studio: Studio, ears: Ears, takes: Sequence[Take]) -> None:
    """Precision and recall of each kind. A filler is right where one of the same kind was put near; another one's place is a mistake."""
    said: Counter[FillerKind] = Counter()
    found: Counter[FillerKind] = Counter()
    right: Counter[FillerKind] = Counter()
    others: Counter[FillerKind] = Counter()
    off, lengths = [], []
    studio.prepare([piece for take in takes for piece in _said(take)])
    for take in takes:
        sound, puts = spoken_take(studio, take)
        lines, transcript = ears.lines(sound), transcript_from_words(ears.words(sound), "whisper")
        for kind in FillerKind:
            got = fillers(lines, transcript, frozenset({kind}))
            pairs = list(_met(got, [put for put in puts if put.kind is kind]))
            said[kind] += sum(put.kind is kind for put in puts)
            found[kind] += len(got)
            right[kind] += len(pairs)
            rest = [filler for filler in got if filler not in [pair[0] for pair in pairs]]
            others[kind] += len(list(_met(rest, [put for put in puts if put.kind is not kind])))
            if kind is FillerKind.UM:
                off += [abs(_middle(filler) - _middle(put)) for filler, put in pairs]
        lengths += [put.end_s - put.start_s for put in puts]
    with_fillers = sum("[" in take.text for take in takes)
    print(f"\n{with_fillers} takes with fillers, {len(takes) - with_fillers} without; a filler lasts {mean(lengths):.2f} s on average,")
    print(f"{min(lengths):.2f} to {max(lengths):.2f} s")
    head("kind", "said", "found", "right", "another filler was said there", "precision (95 %)", "recall (95 %)")
    for kind in FillerKind:
        row(kind, said[kind], found[kind], right[kind], others[kind], rate(right[kind], found[kind]), rate(right[kind], said[kind]))
    print(f"\nMiddle of a counted um: {mean(off):.2f} s off on average" if off else "")


def _met(got: Sequence[Filler], puts: Sequence[Put]) -> Iterator[tuple[Filler, Put]]:
    """Pairs of a filler that was found and the one that was said there, the nearest first, each once."""
    pairs = sorted(((abs(_middle(filler) - _middle(put)), a, b) for a, filler in enumerate(got) for b, put in enumerate(puts)))
    used_found: set[int] = set()
    used_put: set[int] = set()
    for distance_s, a, b in pairs:
        if distance_s <= NEAR_S and a not in used_found and b not in used_put:
            used_found.add(a)
            used_put.add(b)
            yield got[a], puts[b]


def _middle(filler: Filler | Put) -> float:
    return (filler.start_s + filler.end_s) / 2


def noisy_fillers(studio: Studio, ears: Ears) -> None:
    """The ums between pauses of the first takes once more, in noise."""
    head("ums between pauses, white noise", "said", "found", "right", "recall (95 %)")
    for snr_db in (30.0, 40.0):
        said = found = right = 0
        for take in first_takes()[: len(FILLED)]:
            sound, puts = spoken_take(studio, take)
            wanted = [put for put in puts if put.kind is FillerKind.UM]
            if wanted:
                rough = noisy(sound, snr_db)
                got = fillers(ears.lines(rough), transcript_from_words(ears.words(rough), "whisper"), frozenset({FillerKind.UM}))
                said, found, right = said + len(wanted), found + len(got), right + len(list(_met(got, wanted)))
        row(f"{snr_db:g} dB", said, found, right, rate(right, said))
