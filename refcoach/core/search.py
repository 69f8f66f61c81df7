"""Words looked for in what was said."""

import re
from collections.abc import Sequence

Place = tuple[int, int]
"""Characters [start, end) of a text."""


def places(text: str, phrases: Sequence[str]) -> tuple[Place, ...]:
    """Where the phrases stand in a text, in order; nothing unless every one stands there. Case and kinds of spaces do not matter."""
    found: set[Place] = set()
    for phrase in phrases:
        words = phrase.split()
        matches = re.finditer(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE) if words else ()
        spans = {match.span() for match in matches}
        if words and not spans:
            return ()
        found |= spans
    return tuple(sorted(found))


def rarest_part(phrases: Sequence[str]) -> str:
    """The longest run of plain letters and figures in the phrases, in small letters: where it is not, they are not. May be empty."""
    return max(re.findall(r"[a-z0-9]+", " ".join(phrases).lower()), key=len, default="")


def apart(found: Sequence[Place], reach: int = 60) -> tuple[Place, ...]:
    """Of places in order those that the words `around` the one before do not show already."""
    kept: list[Place] = []
    for place in found:
        if not kept or place[1] > kept[-1][1] + reach:
            kept.append(place)
    return tuple(kept)


def around(text: str, place: Place, reach: int = 60) -> tuple[str, Place]:
    """The words around a place, cut at spaces and marked with "…" where something is left out, and the place in them."""
    first, last = max(0, place[0] - reach), min(len(text), place[1] + reach)
    if first > 0:
        first = min(place[0], text.find(" ", first) + 1 or first)
    if last < len(text):
        last = max(place[1], text.rfind(" ", 0, last))
    before = "… " if first > 0 else ""
    after = " …" if last < len(text) else ""
    shift = len(before) - first
    return before + text[first:last] + after, (place[0] + shift, place[1] + shift)
