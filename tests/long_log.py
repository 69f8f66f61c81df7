"""A practice log of ten years, for the benchmark and for looking at: attempts of a real size, written straight into its month files."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from samples import sample_attempt

from refcoach.core.attempt import Attempt, Session
from refcoach.core.delivery import Delivery
from refcoach.core.entries import ATTEMPT, SESSION
from refcoach.core.feedback import next_steps
from refcoach.core.fillers import Filler
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.records import Record, attempt_record, session_record
from refcoach.core.rubric import CHECKS, REQUIRED_KEYS
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.store.lock import LogLock
from refcoach.store.months import MonthFile
from refcoach.store.notices import ignore

LAST = date(2026, 11, 23)
MONTHS = 120
POOL = 200  # attempts that differ in their words and findings; the others repeat them with ids, times and one word of their own
TRIES = 4  # attempts in one session
MARK = "w00000000"  # the word that is different in each attempt
AT, ATTEMPT_ID, SESSION_ID = "@at@", "@attempt@", "@session@"
SCENARIOS = ("ask-after-praise", "intro-script-accountant", "objection-busy", "first-call", "thanking", "value-moment")
SENTENCES = (
    "Thank you, Priya, that means a lot to us, and I would like to ask you something while it is fresh.",
    "Who do you know among plant managers at food makers in Ohio, where a line has just stopped twice in a month?",
    "Could you put the two of us on a call together, so that they expect me and know why?",
    "We took their planning from five days to three, and nobody works on Saturdays any more.",
    "Somebody in your buying group, perhaps, who has complained about late deliveries this autumn?",
    "I will tell you afterwards what came of it, whatever it is.",
    "And if nobody comes to mind today, may I ask again when we meet in spring?",
)


def long_log(folder: Path, attempts: int = 100_000, months: int = MONTHS, last: date = LAST) -> Sequence[str]:
    """Fill the log in `folder` with so many attempts, evenly over the months up to `last`; gives their ids, the oldest first.

    Attempt number n (from 0) says the word `mark(n)` as nobody else does.
    """
    rng = random.Random(7)
    pool = [json.dumps(attempt_record(_attempt(rng, number))) for number in range(POOL)]
    lock = LogLock(folder / ".lock")
    ids: list[str] = []
    for at, month in enumerate(_months(months, last)):
        first, until = len(ids), attempts * (at + 1) // months
        made = {}
        for number in range(first, until):
            record = _record(pool[number % POOL], number, _time(month, number - first, until - first))
            made[str(record["attempt_id"])] = record
        ids += made
        tables = {ATTEMPT.table: made, SESSION.table: dict(_sessions(list(made.values())))}
        MonthFile(folder / f"{month:%Y-%m}.json", lock, ignore).merge(tables)
    return ids


def mark(number: int) -> str:
    return f"w{number:08d}"


def _record(template: str, number: int, at: str) -> Record:
    attempt_id = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    swapped = {MARK: mark(number), ATTEMPT_ID: attempt_id, SESSION_ID: f"s{number // TRIES:031x}", AT: at, "@month@": at[:7]}
    for old, new in swapped.items():
        template = template.replace(old, new)
    record: Record = json.loads(template)
    return record | {"number": number % TRIES + 1, "scenario": SCENARIOS[number // TRIES % len(SCENARIOS)]}


def _time(month: date, at: int, count: int) -> str:
    """Evenly over the first 22 days of a month, four to a session."""
    moment = datetime(month.year, month.month, 1, 7, tzinfo=UTC) + timedelta(days=at * 22 // count, minutes=at % 600)
    return moment.isoformat(timespec="milliseconds")


def _months(count: int, last: date) -> list[date]:
    """The first days of the last `count` months, the oldest first."""
    number = last.year * 12 + last.month - 1
    return [date((number - back) // 12, (number - back) % 12 + 1, 1) for back in range(count - 1, -1, -1)]


def _attempt(rng: random.Random, number: int) -> Attempt:
    """60 to 120 words with their times, a finding for every check, how it was said."""
    transcript, spoken_s = _spoken(rng)
    found = Judgement(tuple(_finding(rng, check.key, transcript) for check in CHECKS))
    model = sample_attempt(number)
    assert model.take is not None
    return replace(
        model,
        attempt_id=ATTEMPT_ID,
        session_id=SESSION_ID,
        at=AT,
        transcript=transcript,
        judgement=found,
        next_steps=next_steps(found),
        take=replace(model.take, file=f"@month@/{ATTEMPT_ID}.wav", duration_s=spoken_s),
        delivery=Delivery(spoken_s, 142.0, ((3.1, 3.9), (11.0, 12.2)), 0.84, (Filler("um", 3.9, 4.2),), 2.6),
        required=REQUIRED_KEYS,
    )


def _spoken(rng: random.Random) -> tuple[Transcript, float]:
    said: list[str] = []
    wanted = rng.randint(60, 120)
    while len(said) < wanted:
        said += rng.choice(SENTENCES).split()
    said[wanted // 2] = MARK
    words = [HeardWord(word, place * 0.41, place * 0.41 + 0.33, rng.uniform(0.4, 1)) for place, word in enumerate(said[:wanted])]
    return transcript_from_words(words, "whisper:tiny.en"), wanted * 0.41


def _finding(rng: random.Random, key: str, transcript: Transcript) -> Finding:
    words = transcript.words
    verdict = rng.choices((Verdict.PRESENT, Verdict.MISSING, Verdict.UNCLEAR), (5, 4, 1))[0]
    first = rng.randrange(len(words) - 8)
    start, end = words[first].start, words[first + 7].end
    proof = Evidence(transcript.text[start:end], start, end)
    if verdict is Verdict.PRESENT:
        return Finding(key, verdict, rng.uniform(0.6, 1), (proof,))
    return Finding(key, verdict, rng.uniform(0, 0.5), (), proof)


def _sessions(attempts: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    by_session: dict[str, list[Record]] = {}
    for attempt in attempts:
        by_session.setdefault(attempt["session_id"], []).append(attempt)
    for session_id, made in by_session.items():
        first = made[0]
        ids = tuple(attempt["attempt_id"] for attempt in made)
        yield (
            session_id,
            session_record(Session(session_id, first["scenario"], "1.0.0", first["pack"], 7, first["at"], made[-1]["at"], ids)),
        )
