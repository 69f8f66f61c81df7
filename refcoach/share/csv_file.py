"""The log as CSV for spreadsheets: one line an attempt, and a second file for pledges, live practices and real asks.

UTF-8 with a byte order mark, without which Excel takes it for the system's old code page; commas, every field in quotes, lines end
with CR LF (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front. The lines come one at a time,
so a log of any length needs no more memory than one attempt.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from refcoach.core.attempt import Attempt
from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.live import LivePractice
from refcoach.core.pledge import Pledge
from refcoach.core.real_ask import RealAsk
from refcoach.core.reviewed import Reviewed
from refcoach.core.revision import corrected_words, first_verdict
from refcoach.core.rubric import CHECKS, ELEMENT_KEYS
from refcoach.share.plain_text import printable

BYTE_ORDER_MARK = "\ufeff"
CHECK_KEYS = tuple(check.key for check in CHECKS)
Cell = str | int | float | None

# OWASP's list, with the full-width forms that some spreadsheets read alike; blanks in front do not help.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
# Where the system's lists are separated by semicolons, a spreadsheet may cut a field there.
_FORMULA_LATER = re.compile(r"(;\s*\"?\s*)([=+\-@＝＋－＠])")

ATTEMPT_COLUMNS = (
    *("attempt_id", "session_id", "at", "scenario", "title", "pack", "scenario_version", "beat", "try", "part_of", "only", "state"),
    *("typed", "duration_s", "words_per_minute", "pauses", "fillers", "sound_problems", "required", "required_heard", "required_missing"),
    *CHECK_KEYS,
    *("own_checks", "contested", "corrected", "partner", "partner_verdict", "partner_said_back"),
    *(f"partner_{key}" for key in ELEMENT_KEYS),
    *("partner_other", "partner_comments", "text", "next_steps"),
)
WEEK_COLUMNS = (
    *("kind", "id", "at", "day", "words", "scenario", "days", "drills", "live_practices", "real_asks", "elements"),
    *("proposed_by", "countersigned_by", "countersigned_at", "people", "people_who_count", "counts", "said_back", "asked_at"),
    *("introductions", "meetings", "opportunities", "customers", "revenue", "note"),
)


def attempt_lines(attempts: Iterable[Attempt], titles: Mapping[str, str], reviews: Mapping[str, Reviewed]) -> Iterator[str]:
    """The file's text, header first. `titles` are the scenarios' by id, `reviews` the partner's word by attempt id."""
    yield BYTE_ORDER_MARK + _line(ATTEMPT_COLUMNS)
    for attempt in attempts:
        cells = {**_what(attempt, titles), **_heard(attempt), **_partner(reviews.get(attempt.attempt_id))}
        yield _line([cells.get(name) for name in ATTEMPT_COLUMNS])


def week_lines(entries: Iterable[Pledge | LivePractice | RealAsk]) -> Iterator[str]:
    """The second file's text, header first; each kind of entry fills the columns that it has."""
    yield BYTE_ORDER_MARK + _line(WEEK_COLUMNS)
    for entry in entries:
        match entry:
            case Pledge():
                cells = _pledge(entry)
            case LivePractice():
                cells = _live(entry)
            case RealAsk():
                cells = _ask(entry)
        yield _line([cells.get(name) for name in WEEK_COLUMNS])


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, however it separates cells."""
    text = _FORMULA_LATER.sub(r"\1'\2", printable(text))
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()


def _what(attempt: Attempt, titles: Mapping[str, str]) -> dict[str, Cell]:
    how, take = attempt.delivery, attempt.take
    return {
        "attempt_id": attempt.attempt_id,
        "session_id": attempt.session_id,
        "at": attempt.at,
        "scenario": attempt.scenario,
        "title": titles.get(attempt.scenario, ""),
        "pack": attempt.pack,
        "scenario_version": attempt.scenario_version,
        "beat": attempt.beat,
        "try": attempt.number,
        "part_of": attempt.part_of,
        "only": " ".join(attempt.only),
        "state": str(attempt.state),
        "typed": "no" if take else "yes",
        "duration_s": round(take.duration_s, 3) if take else None,
        "words_per_minute": round(how.words_per_minute, 1) if how and how.words_per_minute is not None else None,
        "pauses": len(how.pauses) if how else None,
        "fillers": len(how.fillers) if how and how.fillers is not None else None,
        "sound_problems": " ".join(map(str, take.problems)) if take else "",
        "text": attempt.transcript.text,
        "next_steps": "\n".join(f"{check_name(attempt.judgement, step.key)}: {step.text}" for step in attempt.next_steps),
    }


def _heard(attempt: Attempt) -> dict[str, Cell]:
    """The verdicts of this take alone; a check that was not asked stays empty."""
    verdicts = {finding.key: finding.verdict for finding in attempt.judgement.findings}
    asked = attempt.only or attempt.required
    own = [f"{key}={verdict}" for key, verdict in verdicts.items() if key not in CHECK_KEYS]
    moved = [f"{key}: {first_verdict(attempt, key)} to {attempt.judgement.verdict(key)}" for key in attempt.contested]
    return {
        "required": " ".join(asked),
        "required_heard": sum(verdicts.get(key) is Verdict.PRESENT for key in asked),
        "required_missing": sum(verdicts.get(key) is Verdict.MISSING for key in asked),
        **{key: str(verdicts[key]) for key in CHECK_KEYS if key in verdicts},
        "own_checks": " ".join(own),
        "contested": ", ".join(moved),
        "corrected": ", ".join(f"{heard} to {said}" for heard, said in corrected_words(attempt)),
    }


def _partner(reviewed: Reviewed | None) -> dict[str, Cell]:
    if reviewed is None:
        return {}
    take = reviewed.take
    return {
        "partner": reviewed.partner,
        "partner_verdict": str(take.verdict or ""),
        "partner_said_back": take.said_back,
        **{f"partner_{key}": str(answer) for key, answer in take.answers if key in ELEMENT_KEYS},
        "partner_other": " ".join(f"{key}={answer}" for key, answer in take.answers if key not in ELEMENT_KEYS),
        "partner_comments": "\n".join(f"{comment.at_s:.1f} s: {comment.text}" for comment in take.comments),
    }


def _pledge(pledge: Pledge) -> dict[str, Cell]:
    goals = pledge.goals
    return {
        "kind": "pledge",
        "id": pledge.pledge_id,
        "at": pledge.made_at,
        "day": pledge.week,
        "words": pledge.words,
        "days": goals.days,
        "drills": goals.drills,
        "live_practices": goals.live_practices,
        "real_asks": goals.real_asks,
        "elements": " ".join(f"{key}={times}" for key, times in goals.elements),
        "proposed_by": pledge.proposed_by,
        "countersigned_by": pledge.countersigned_by,
        "countersigned_at": pledge.countersigned_at,
    }


def _live(live: LivePractice) -> dict[str, Cell]:
    return {
        "kind": "live",
        "id": live.live_id,
        "at": live.at,
        "day": live.at[:10],
        "words": live.rehearsed,
        "scenario": live.scenario,
        "people": ", ".join(f"{person.name} ({person.relation})" for person in live.people),
        "people_who_count": len(live.counted),
        "counts": "yes" if live.counts else "no",
        "said_back": "\n".join(f"{person.name}: {person.said_back}" for person in live.people if person.said_back),
        "note": live.note,
    }


def _ask(ask: RealAsk) -> dict[str, Cell]:
    outcome = ask.outcome
    return {
        "kind": "ask",
        "id": ask.ask_id,
        "at": ask.made_at,
        "day": ask.planned_for,
        "words": ask.who,
        "scenario": ask.scenario,
        "asked_at": ask.asked_at,
        "introductions": outcome.introductions,
        "meetings": outcome.meetings,
        "opportunities": outcome.opportunities,
        "customers": outcome.customers,
        "revenue": outcome.revenue,
        "note": ask.note,
    }
