"""What can be shared of a period as rows: a header for each day, a row for each attempt, ticked where its sound goes along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from refcoach.core.attempt import AttemptState
from refcoach.core.feedback import check_name
from refcoach.core.joined import Joined
from refcoach.core.moments import moment
from refcoach.core.pledge import monday_of
from refcoach.core.review import Review, Share
from refcoach.ui.models.plain_rows import PlainRow
from refcoach.ui.models.reviews import SOMEBODY, Sign, day_of
from refcoach.ui.takes import takes_of
from refcoach.ui.words import VERDICT_WORDS, clock_words, count, day_key, day_words, length, three_keys


class Period(StrEnum):
    """Which days are shared."""

    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    SINCE_SHARE = "since_share"
    OWN = "own"


PERIOD_WORDS: Mapping[Period, str] = {
    Period.THIS_WEEK: "This week",
    Period.LAST_WEEK: "Last week",
    Period.SINCE_SHARE: "Since the last share",
    Period.OWN: "Days that I choose",
}


@dataclass(frozen=True, slots=True)
class Shareable:
    """The attempts of a period, the oldest first; `audible` are the takes whose sound is on this computer."""

    wholes: tuple[Joined, ...] = ()
    audible: frozenset[str] = frozenset()

    def sounds_of(self, whole: Joined) -> frozenset[str]:
        """The takes of an attempt that can be heard; parts that were said again come with it."""
        return frozenset(take.attempt_id for take in takes_of(whole)) & self.audible

    def find(self, attempt_id: str) -> Joined | None:
        return next((whole for whole in self.wholes if whole.first.attempt_id == attempt_id), None)

    @property
    def with_sound(self) -> tuple[str, ...]:
        """The attempts of which something can be heard."""
        return tuple(whole.first.attempt_id for whole in self.wholes if self.sounds_of(whole))


def days_of(period: Period, today: date, last: Share | None) -> tuple[date, date]:
    """The first and the last day; since the last share means from its last day on, which may have gone on after it."""
    monday = monday_of(today)
    if period is Period.LAST_WEEK:
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if period is Period.SINCE_SHARE and last is not None:
        return min(date.fromisoformat(last.until), today), today
    return monday, today


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the rep chose, as ids of attempts: those that go in with their sound (`ticked`), and those that do not go in at all."""

    ticked: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


def share_rows(shareable: Shareable, chosen: Chosen, titles: Mapping[str, str], today: date) -> list[PlainRow]:
    """By day, the newest first, as the log has them."""
    rows: list[PlainRow] = []
    ordered = sorted(shareable.wholes, key=lambda whole: moment(whole.first.at), reverse=True)
    for day, group in groupby(ordered, key=lambda whole: day_key(whole.first.at)):
        of_day = list(group)
        rows.append(PlainRow(day, day_words(day, today), count(sum(whole.takes for whole in of_day), "take"), header=True))
        rows.extend(_row(shareable, whole, chosen, titles) for whole in of_day)
    return rows


def _row(shareable: Shareable, whole: Joined, chosen: Chosen, titles: Mapping[str, str]) -> PlainRow:
    first = whole.first
    left_out = first.attempt_id in chosen.left_out
    audible = bool(shareable.sounds_of(whole))
    ticked = audible and first.attempt_id in chosen.ticked
    parts = [clock_words(first.at)]
    seconds = sum(take.take.duration_s for take in takes_of(whole) if take.take is not None)
    parts += [length(seconds)] if seconds else []
    parts += [f"{count(len(whole.parts), 'part')} said again"] if whole.parts else []
    if left_out:
        title = titles.get(first.scenario, first.scenario)
        line = "  \u00b7  ".join(parts)
        return PlainRow(first.attempt_id, title, line, sign=Sign("minus", "left out", "left out of the page"))
    parts.append("with sound" if ticked else "words only" if audible else "typed" if first.take is None else "its sound is gone")
    title = titles.get(first.scenario, first.scenario)
    found = () if first.state is AttemptState.KEPT else tuple((key, whole.finding(key)[1].verdict) for key in three_keys(first))
    told = [f"{check_name(first.judgement, key)}: {VERDICT_WORDS[verdict]}" for key, verdict in found]
    return PlainRow(
        first.attempt_id,
        title,
        "  \u00b7  ".join(parts),
        ticked=ticked if audible else None,
        symbols=found,
        spoken=", ".join([title, *parts, *told]),
    )


def period_words(since: str, until: str) -> str:
    """23 to 29 November."""
    if since == until:
        return day_of(until)
    same = since[:7] == until[:7]
    return f"{int(since[8:10]) if same else day_of(since)} to {day_of(until)}"


def share_state(share: Share, reviews: Iterable[Review]) -> tuple[str, str]:
    """An earlier share in two lines: what was in it and for whom, and whether a review came back."""
    whom = f", for {share.partner}" if share.partner else ""
    takes = count(len(share.attempts), "take")
    sound = f", {len(share.with_audio)} with sound" if share.with_audio else ""
    left_out = f", {len(share.left_out)} left out" if share.left_out else ""
    mine = sorted((review for review in reviews if review.share_id == share.share_id), key=lambda review: review.saved_at)
    state = f"Reviewed by {mine[-1].partner or SOMEBODY.lower()} on {day_of(mine[-1].saved_at)}." if mine else "No review yet."
    return f"{period_words(share.since, share.until)}{whom}: {takes}{sound}{left_out}", state


def tell_partner(partner: str, rep: str, since: str, until: str) -> str:
    """Words to send along with the page."""
    lines: Sequence[str] = (
        f"Hello {partner}," if partner else "Hello,",
        f"this is my practice of {period_words(since, until)}.",
        "Please open the attached file in a browser (Firefox, Chrome, Edge or Safari).",
        "Nothing has to be installed, and nothing leaves your computer.",
        "Listen, answer the questions, then press \u201cSave my review\u201d and send me the small file that you get.",
        f"Thank you, {rep}" if rep else "Thank you",
    )
    return "\n".join(lines)
