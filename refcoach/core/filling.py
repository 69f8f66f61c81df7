"""The rep's own words in a scenario's text: `<rep|there>` stands for the rep's name, or "there" while My script has none."""

import re
from collections.abc import Callable

from refcoach.core.lines import described, reason_line
from refcoach.core.profile import Profile

PLACES = ("rep", "company", "ideal_client", "reason")
PLACE = re.compile(r"<([a-z_]+)(?:\|([^<>|]*))?>")


def filler(profile: Profile) -> Callable[[str], str]:
    """A function that fills the places of a text: `rep` (first name), `company`, `ideal_client` (as one phrase), `reason` (the first
    one, as a sentence). What the script lacks is told by the words behind the bar, or "you" and "your company"."""
    values = {
        "rep": profile.name.split()[0] if profile.name else "",
        "company": profile.company,
        "ideal_client": described(profile.ideal_client),
        "reason": reason_line(profile.reasons[0]) if profile.reasons else "",
    }
    usual = {"rep": "", "company": "your company", "ideal_client": "people like that", "reason": ""}

    def fill(text: str) -> str:
        def place(match: re.Match[str]) -> str:
            if match[1] not in values:
                return match.group()
            return values[match[1]] or (match[2] if match[2] is not None else usual[match[1]])

        return re.sub(r"\s+([,.?!])", r"\1", " ".join(PLACE.sub(place, text).split()))

    return fill


def unknown_places(text: str) -> tuple[str, ...]:
    """The names in `text` that stand for nothing."""
    return tuple(name for name, _ in PLACE.findall(text) if name not in PLACES)
