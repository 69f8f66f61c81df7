"""Everything that stands on the partner's review page, as values; the page carries them as JSON, and another RefCoach reads them there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from refcoach.core.chain import Link, link_from, link_record
from refcoach.core.pledge import monday_of
from refcoach.core.review import Head
from refcoach.core.shaped import shaped
from refcoach.core.week import COUNT_LABELS, goal_label

FORMAT = 1
VERDICTS = ("present", "missing", "unclear")
MOST_LINKS = 2_000  # what a page can check on a phone in a moment; beyond it carries none
GOAL_LABELS = tuple((name, goal_label(name)) for name in COUNT_LABELS)


@dataclass(frozen=True, slots=True)
class PageCheck:
    """One check of a take. `question` is put to the partner ("Did you hear whom Dana wants to meet?").

    `verdict` is one of VERDICTS; `quotes` are [start, end) characters of the take's text. `first_verdict` is what the app had found
    before the rep's change, or empty. The partner is asked about the required ones; the others only stand among what the app found.
    """

    key: str
    label: str
    question: str
    verdict: str
    quotes: tuple[tuple[int, int], ...] = ()
    contested: bool = False
    first_verdict: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word at [start, end) characters of the text and [start_s, end_s) seconds of the take; `heard` as in `Word.heard`."""

    start: int
    end: int
    start_s: float
    end_s: float
    heard: str = ""


@dataclass(frozen=True, slots=True)
class PageTake:
    """A shared take. `client` is the line that it answers, `audio` a data URI or empty, `part_of` the take that it mends, or empty.

    `checks` are the required ones first, then the optional ones that were heard.
    """

    attempt_id: str
    title: str
    client: str
    at: str
    duration_s: float
    text: str
    words: tuple[PageWord, ...] = ()
    audio: str = ""
    checks: tuple[PageCheck, ...] = ()
    part_of: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class PageSeries:
    """One check by weeks: (Monday, attempts in which it was heard, attempts that could tell), oldest first."""

    key: str
    label: str
    points: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageDay:
    """What was done on a day (2026-11-23); days on which nothing was done may be left out."""

    day: str
    attempts: int = 0
    live: int = 0
    asks: int = 0


@dataclass(frozen=True, slots=True)
class PagePledge:
    """The pledge of the week that begins on the Monday `week`; `goals` are (label, promised, kept)."""

    pledge_id: str
    week: str
    words: str = ""
    goals: tuple[tuple[str, int, int], ...] = ()
    countersigned_by: str = ""


@dataclass(frozen=True, slots=True)
class PageHistory:
    """How the log hangs together with what the partner saw before.

    `heads` are (share_id, at, head) of the earlier shares as the log has them now; `links` those after the earliest head that a review
    returned, up to the page's own head (none where there are more than MOST_LINKS); `trouble` says in sentences what was changed,
    removed, put in or back-dated before a head that the partner saw.
    """

    heads: tuple[tuple[str, str, Head], ...] = ()
    links: tuple[Link, ...] = ()
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageData:
    """One review page. `since` and `until` are its first and last day, `next_week` the Monday for which the partner may propose.

    `head` is the log's chain as it stood; `reviews_before` are (saved_at, partner, head) of the reviews that came back so far.
    `left_out` is how many attempts of these days, each with its parts, the rep left out of `takes`; pledge, days, series and streak count
    them all the same.
    """

    share_id: str
    rep: str
    partner: str
    written_at: str
    since: str
    until: str
    head: Head
    next_week: str
    pledge: PagePledge | None = None
    days: tuple[PageDay, ...] = ()
    series: tuple[PageSeries, ...] = ()
    streak_days: int = 0
    takes: tuple[PageTake, ...] = ()
    history: PageHistory = PageHistory()
    reviews_before: tuple[tuple[str, str, Head], ...] = ()
    goal_labels: tuple[tuple[str, str], ...] = GOAL_LABELS
    left_out: int = 0
    format: int = FORMAT


def weeks_waiting(data: PageData, revealed: Iterable[str]) -> frozenset[str]:
    """The Mondays of the weeks with takes whose findings the partner has not looked at: figures of those could give an answer away."""
    seen = frozenset(revealed)
    waiting = (take for take in data.takes if take.attempt_id not in seen and any(check.required for check in take.checks))
    return frozenset(monday_of(date.fromisoformat(take.at[:10])).isoformat() for take in waiting)


def left_out_words(data: PageData) -> str:
    """What the rep left out of the page, for the partner; nothing where every take of these days is in it."""
    if not data.left_out:
        return ""
    one = data.left_out == 1
    takes, them = ("1 take", "it") if one else (f"{data.left_out} takes", "them")
    return f"{data.rep} left {takes} of these days out of this page. Calendar, pledge, progress and streak count {them} all the same."


def tells_findings(data: PageData, goal: str) -> bool:
    """Whether what was kept of a goal, given by its label, follows from what was found in takes; that of the plain counts does not."""
    return goal not in {label for _, label in data.goal_labels}


def page_data_record(data: PageData) -> dict[str, Any]:
    """What stands in the page as JSON; words as [start, end, start in ms, end in ms] and what had been heard, so that pages stay small."""
    record = asdict(data)
    for take, item in zip(data.takes, record["takes"], strict=True):
        item["words"] = [_word_record(word) for word in take.words]
    record["history"]["links"] = [link_record(link) for link in data.history.links]
    return record


def page_data_from(record: Mapping[str, Any]) -> PageData:
    """The reverse of `page_data_record`; raises ValueError that names the first fault and its place."""
    if not isinstance(record, Mapping) or record.get("format") != FORMAT:
        raise ValueError(f"format: {FORMAT} is expected")
    data = shaped(PageData, record, readers={Link: link_from, PageWord: _word_from})
    for place, holds, problem in _rules(data):
        if not holds:
            raise ValueError(f"{place}: {problem}")
    return data


def _word_record(word: PageWord) -> list[Any]:
    return [word.start, word.end, round(word.start_s * 1000), round(word.end_s * 1000), *([word.heard] if word.heard else ())]


def _word_from(record: list[Any]) -> PageWord:
    start, end, start_ms, end_ms, *heard = record
    if (
        any(type(value) is not int for value in (start, end, start_ms, end_ms))
        or len(heard) > 1
        or not all(isinstance(text, str) for text in heard)
    ):
        raise ValueError("not a word")
    return PageWord(start, end, start_ms / 1000, end_ms / 1000, *heard)


Rule = tuple[str, bool, str]


def _rules(data: PageData) -> Iterable[Rule]:
    """What types alone do not say, as (place, whether it holds, what is wrong otherwise)."""
    yield "share_id", bool(data.share_id), "is empty"
    yield "written_at", _parses(datetime.fromisoformat, data.written_at), "a time is expected"
    for name in ("since", "until", "next_week"):
        yield name, _parses(date.fromisoformat, getattr(data, name)), "a day is expected"
    yield "until", data.since <= data.until, "lies before since"
    yield "head.number", data.head.number >= 0, "is below 0"
    for number, day in enumerate(data.days):
        yield f"days[{number}].day", _parses(date.fromisoformat, day.day), "a day is expected"
        yield f"days[{number}]", min(day.attempts, day.live, day.asks) >= 0, "counts below 0"
    for number, series in enumerate(data.series):
        for at, (monday, heard, told) in enumerate(series.points):
            yield f"series[{number}].points[{at}]", _parses(date.fromisoformat, monday) and 0 <= heard <= told, "not a week's count"
    if data.pledge:
        yield "pledge.week", _parses(date.fromisoformat, data.pledge.week), "a day is expected"
    yield "left_out", data.left_out >= 0, "is below 0"
    yield "takes", len({take.attempt_id for take in data.takes}) == len(data.takes), "the same take twice"
    for number, take in enumerate(data.takes):
        yield from _rules_of_take(f"takes[{number}]", take)


def _rules_of_take(place: str, take: PageTake) -> Iterable[Rule]:
    length = len(take.text)
    yield f"{place}.attempt_id", bool(take.attempt_id), "is empty"
    yield f"{place}.duration_s", take.duration_s >= 0, "is below 0"
    yield f"{place}.at", _parses(datetime.fromisoformat, take.at), "a time is expected"
    yield f"{place}.audio", not take.audio or take.audio.startswith("data:audio/"), "not a sound"
    yield f"{place}.checks", len({check.key for check in take.checks}) == len(take.checks), "the same check twice"
    for number, word in enumerate(take.words):
        in_text = 0 <= word.start <= word.end <= length and 0 <= word.start_s <= word.end_s
        yield f"{place}.words[{number}]", in_text, "does not lie in the text and the take"
    for number, check in enumerate(take.checks):
        yield f"{place}.checks[{number}].verdict", check.verdict in VERDICTS, f"one of {', '.join(VERDICTS)} is expected"
        yield f"{place}.checks[{number}].first_verdict", check.first_verdict in ("", *VERDICTS), "not a verdict"
        in_text = all(0 <= start < end <= length for start, end in check.quotes)
        yield f"{place}.checks[{number}].quotes", in_text, "do not lie in the text"


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
