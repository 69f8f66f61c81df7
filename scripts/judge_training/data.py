"""Training texts to examples: a split by trade, recombined clauses, and the noise of speech and recognisers.

Everything random comes from a generator that is passed in, so a seed gives the same examples again.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from judge_texts import CODES, FACET_CODES, Span, Text

KEYS = ("ideal_client", *CODES.values())
KEY_AT = {key: at for at, key in enumerate(KEYS)}
ASKS = frozenset({"ir", "ga", "cq", "oq", "pm", "nd", "cr", *FACET_CODES})


@dataclass(frozen=True)
class Example:
    """Words to learn from: `spans` are (key index, start, end) in characters."""

    id: str
    trade: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, int], ...]

    def labels(self) -> list[float]:
        """1 for every key with a span."""
        found = {key for key, _, _ in self.spans}
        return [1.0 if at in found else 0.0 for at in range(len(KEYS))]


def example(text: Text) -> Example:
    """A training text with facets counted as ideal client too."""
    spans = []
    for span in text.spans:
        spans.append((KEY_AT[CODES[span.code]], span.start, span.end))
        if span.code in FACET_CODES:
            spans.append((0, span.start, span.end))
    return Example(text.id, text.trade, text.kind, text.text, tuple(spans))


# Authors whose texts are never learnt from, by the beginning of their ids. Thresholds and calibration are chosen with the first one's;
# the second one's are for measuring alone.
TUNING_AUTHOR, UNSEEN_AUTHOR = "yt-", "yu-"


@dataclass(frozen=True)
class Split:
    """What is learnt from, and three sets that are not: other trades by the same authors, and all texts of two further authors."""

    fitted: list[Text]
    other_trades: list[Text]
    tuning_author: list[Text]
    unseen_author: list[Text]


def split(texts: list[Text], fold: int, folds: int) -> Split:
    """No trade stands both in `fitted` and in `other_trades`, and no author both in `fitted` and in the last two."""
    apart = {mark: [text for text in texts if text.id.startswith(mark)] for mark in (TUNING_AUTHOR, UNSEEN_AUTHOR)}
    known = [text for text in texts if not text.id.startswith((TUNING_AUTHOR, UNSEEN_AUTHOR))]
    trades = sorted({text.trade for text in known})
    random.Random(7).shuffle(trades)
    held = {trade for at, trade in enumerate(trades) if at % folds == fold}
    return Split(
        [text for text in known if text.trade not in held],
        [text for text in known if text.trade in held],
        apart[TUNING_AUTHOR],
        apart[UNSEEN_AUTHOR],
    )


def clauses(text: Text) -> list[Text]:
    """The sentences of a text as texts of their own; a sentence whose span crosses its border is joined to the next."""
    ends = [match.end() for match in re.finditer(r"[.?!]+\s+", text.text)] + [len(text.text)]
    pieces: list[Text] = []
    start = 0
    for end in ends:
        if any(span.start < end < span.end for span in text.spans):
            continue
        inside = tuple(
            Span(span.code, span.start - start, span.end - start) for span in text.spans if start <= span.start and span.end <= end
        )
        piece = text.text[start:end]
        if piece.strip():
            pieces.append(replace(text, text=piece.rstrip(), spans=inside))
        start = end
    return pieces


def recombined(texts: list[Text], count: int, rng: random.Random) -> list[Text]:
    """New texts of two to five sentences from texts of one trade, in the order in which such sentences stand in speech.

    A label that depends on the rest of the text is taken back where the rest no longer supports it.
    """
    by_trade: dict[str, list[tuple[float, Text]]] = defaultdict(list)
    for text in texts:
        if "asr" in text.style:
            continue
        parts = clauses(text)
        for at, part in enumerate(parts):
            by_trade[text.trade].append((at / max(1, len(parts) - 1), part))
    trades = sorted(by_trade)
    made = []
    for number in range(count):
        pool = by_trade[rng.choice(trades)]
        chosen = sorted(rng.sample(pool, min(len(pool), rng.randint(2, 5))), key=lambda item: item[0])
        joined, spans = "", []
        for _, part in chosen:
            offset = len(joined) + (1 if joined else 0)
            spans += [Span(span.code, span.start + offset, span.end + offset) for span in part.spans]
            joined = f"{joined} {part.text}" if joined else part.text
        made.append(Text(f"mix-{number}", "mix", chosen[0][1].trade, "", joined, supported(spans), "mix"))
    return made


def supported(spans: list[Span]) -> tuple[Span, ...]:
    """Spans without those that the rest of the text forbids (see the rules of the checker)."""
    codes = {span.code for span in spans}
    facets = codes & set(FACET_CODES)
    last_ask = max((span.end for span in spans if span.code in ASKS), default=-1)
    return tuple(
        span
        for span in spans
        if not (span.code == "ga" and facets) and not (span.code == "oq" and not facets) and not (span.code == "ap" and span.end > last_ask)
    )


FILLERS = ("um", "uh", "er", "you know", "like", "I mean", "so", "well")
MISHEARD = {
    "their": "there", "there": "their", "your": "you're", "you're": "your", "its": "it's", "hi": "high", "who's": "whose",
    "whose": "who's", "to": "too", "two": "to", "for": "four", "four": "for", "by": "buy", "buy": "by",
    "right": "write", "new": "knew", "know": "no", "would": "wood", "here": "hear", "hear": "here", "week": "weak",
    "site": "sight", "plant": "plan", "than": "then", "an": "and", "and": "an", "are": "our", "our": "are",
    "we're": "were", "were": "we're", "in": "and", "could": "can", "meet": "meat", "cut": "cup", "ring": "bring",
}  # fmt: skip


def noisy(item: Example, rng: random.Random) -> Example:
    """The same words as a recogniser may write them: fillers, repeats, homophones, no case, no punctuation."""
    lower, bare = rng.random() < 0.75, rng.random() < 0.75
    rates = {
        "filler": rng.choice((0, 0.04, 0.08)),
        "repeat": rng.choice((0, 0.03)),
        "mishear": rng.choice((0, 0.1, 0.25)),
        "drop": rng.choice((0, 0.02)),
    }
    return rewritten(item, lambda word: _spoken(word, lower, bare, rates, rng))


def _spoken(word: str, lower: bool, bare: bool, rates: dict[str, float], rng: random.Random) -> list[str]:
    plain = re.sub(r"[.,;:!?\"“”()—…-]+", "", word) if bare else word
    plain = plain.lower() if lower else plain
    if not plain or rng.random() < rates["drop"]:
        return []
    if plain.lower() in MISHEARD and rng.random() < rates["mishear"]:
        plain = MISHEARD[plain.lower()]
    said = [plain, plain] if rng.random() < rates["repeat"] else [plain]
    return [*said, rng.choice(FILLERS)] if rng.random() < rates["filler"] else said


def rewritten(item: Example, change) -> Example:  # type: ignore[no-untyped-def]
    """Replace every word by `change(word)` (a list of words) and carry the spans over."""
    text, starts, ends = "", {}, {}
    for match in re.finditer(r"\S+", item.text):
        words = change(match.group())
        start = len(text) + (1 if text and words else 0)
        if words:
            text = f"{text} {' '.join(words)}" if text else " ".join(words)
        for at in range(match.start(), match.end()):
            starts[at], ends[at + 1] = min(start, len(text)), len(text)
    spans = []
    for key, start, end in item.spans:
        inner = [at for at in range(start, end) if at in starts]
        if inner and starts[inner[0]] < ends[inner[-1] + 1]:
            spans.append((key, starts[inner[0]], ends[inner[-1] + 1]))
    kept = {key for key, _, _ in spans}
    # A text that lost a whole span would carry a wrong label: it stays as it was.
    return item if kept != {key for key, _, _ in item.spans} or not text else replace(item, text=text, spans=tuple(spans))
