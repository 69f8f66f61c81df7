"""Words and figures of the screen, and what each check looks like: its hue, its icon, its underline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from refcoach.core.attempt import Attempt
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.rubric import BY_KEY, FACET_KEYS, PITFALL_KEYS, REQUIRED_KEYS


class Underline(StrEnum):
    """The second sign beside the hue, for those who do not see the hue."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "dot"
    DASH_DOT = "dash_dot"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Look:
    """`hue` names a colour pair of the theme, `icon` a file of assets/icons."""

    hue: str
    icon: str
    underline: Underline


_LOOKS = {
    "ideal_client": Look("ideal_client", "person", Underline.SOLID),
    "business_reason": Look("business_reason", "bars", Underline.DASH),
    "introduction_request": Look("introduction", "rings", Underline.DOT),
}
_SUPPORTING = Look("supporting", "spark", Underline.DASH_DOT)
_PITFALL = Look("pitfall", "flag", Underline.WAVE)

VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.PRESENT: "I heard it", Verdict.MISSING: "Not heard yet", Verdict.UNCLEAR: "Could not tell"}
)
VERDICT_ICONS: Mapping[Verdict, str] = MappingProxyType({Verdict.PRESENT: "check", Verdict.MISSING: "minus", Verdict.UNCLEAR: "question"})


def look(key: str) -> Look:
    """How a check looks; a trainer's own checks look like supporting moves."""
    return _LOOKS.get(key) or (_PITFALL if key in PITFALL_KEYS else _SUPPORTING)


def label(key: str) -> str:
    """The check's name on screen."""
    return BY_KEY[key].label if key in BY_KEY else key.replace("_", " ").capitalize()


def question(key: str) -> str:
    return BY_KEY[key].question if key in BY_KEY else ""


def length(seconds: float) -> str:
    """1:05 for 65.4 s."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """1 take, 2 takes."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def parsed(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


def day_key(at: str) -> str:
    """The local day of a time as it was written, such as 2026-11-23."""
    return at[:10]


def day_words(day: str, today: date) -> str:
    """Today, Yesterday, Friday 20 November, or with the year when it is another one."""
    moment = parsed(day)
    if moment is None:
        return day
    gap = (today - moment.date()).days
    if gap in (0, 1):
        return ("Today", "Yesterday")[gap]
    words = f"{moment:%A} {moment.day} {moment:%B}"
    return words if moment.year == today.year else f"{words} {moment.year}"


def on_day(day: str, today: date) -> str:
    """Within a sentence: today, yesterday, on Friday 20 November."""
    words = day_words(day, today)
    return words.lower() if words in ("Today", "Yesterday") else f"on {words}"


def clock_words(at: str) -> str:
    moment = parsed(at)
    return f"{moment:%H:%M}" if moment else ""


def initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isalnum()]
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper() or "?"


def shown_keys(whole: Joined) -> tuple[str, ...]:
    """The checks of a result in reading order: required, others that were heard, contested or asked for, pitfalls that were heard."""
    first, found = whole.first, whole.judgement.findings
    contested = {key for take in (first, *whole.parts) for key in take.contested}
    told = [finding.key for finding in found if (finding.present or finding.key in contested) and finding.key not in first.required]
    others = [key for key in told if key not in FACET_KEYS and key not in PITFALL_KEYS]
    wanted = [key for key in first.optional if key not in (*first.required, *others) and key not in PITFALL_KEYS]
    known = [key for key in wanted if first.judgement.get(key) is not None]
    return (*first.required, *others, *known, *[key for key in told if key in PITFALL_KEYS])


def three_keys(attempt: Attempt) -> tuple[str, ...]:
    """The checks that stand for an attempt in a list: its required ones, at most three."""
    return (attempt.required or REQUIRED_KEYS)[:3]
