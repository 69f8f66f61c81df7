"""A practice log of ten years, for the benchmark and for looking at: attempts of a real size, written straight into its month files."""

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from samples import sample_attempt

from refcoach.core.attempt import Attempt, Session
from refcoach.core.chain import Link, digest, link_record
from refcoach.core.delivery import Delivery
from refcoach.core.entries import ATTEMPT, SESSION
from refcoach.core.feedback import next_steps
from refcoach.core.fillers import Filler
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.records import Record, attempt_record, session_record
from refcoach.core.rubric import CHECKS, REQUIRED_KEYS
from refcoach.core.transcript import HeardWord, Transcript, transcript_from_words
from refcoach.store.chain_file import CHAIN, HEAD_FILE
from refcoach.store.month_format import SCHEMA

LAST = date(2026, 11, 23)
MONTHS = 120
POOL = 200  # attempts that differ in their words and findings; the others repeat them with ids, times and one word of their own
TRIES = 4  # attempts in one session
MARK = "w00000000"  # the word that is different in each attempt
AT, ATTEMPT_ID, SESSION_ID, SCENARIO = "@at@", "@attempt@", "@session@", "@scenario@"
NUMBER = 918273645
PACK = sample_attempt(0).pack
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


def _pass(attempt_id: str, at: str, record: str) -> None:
    pass


def long_log(
    folder: Path, attempts: int = 100_000, months: int = MONTHS, last: date = LAST, on_attempt: Callable[[str, str, str], object] = _pass
) -> Sequence[str]:
    """Fill the log in `folder` with so many attempts, evenly over the months up to `last`; gives their ids, the oldest first.

    Attempt number n (from 0) says the word `mark(n)` as nobody else does. `on_attempt` gets the id, time and record (as JSON) of each.
    """
    rng = random.Random(7)
    pool = [_Template(attempt_record(_attempt(rng, number))) for number in range(POOL)]
    folder.mkdir(parents=True, exist_ok=True)
    ids: list[str] = []
    end: Link | None = None
    for at, month in enumerate(_months(months, last)):
        # No session goes on into another month.
        first, until = len(ids), attempts * (at + 1) // months // TRIES * TRIES if at + 1 < months else attempts
        made, links = {}, []
        for number in range(first, until):
            attempt_id, when = hashlib.sha256(str(number).encode()).hexdigest()[:32], _time(month, number - first, until - first)
            made[attempt_id], fingerprint = pool[number % POOL].filled(number, attempt_id, when)
            end = _linked(end, ATTEMPT.name, attempt_id, when, fingerprint)
            links.append(end)
            on_attempt(attempt_id, when, made[attempt_id])
        sessions = {}
        for session in _sessions(list(made), first, month, until - first):
            sessions[session.session_id] = json.dumps(session_record(session), separators=(",", ":"))
            end = _linked(end, SESSION.name, session.session_id, session.started_at, digest(session_record(session)))
            links.append(end)
        ids += made
        (folder / f"{month:%Y-%m}.json").write_text(_month(made, sessions, links), "utf-8")
    head = {"link": link_record(end) if end else None, "lost": 0}
    (folder / HEAD_FILE).write_text(json.dumps(head), "ascii")
    return ids


def mark(number: int) -> str:
    return f"w{number:08d}"


class _Template:
    """A record as the log writes it, and as its fingerprint reads it, with placeholders; filling texts is many times quicker than JSON."""

    def __init__(self, record: Record) -> None:
        marked = record | {"number": NUMBER, "scenario": SCENARIO}
        self._written = json.dumps(marked, ensure_ascii=False, separators=(",", ":"))
        self._hashed = json.dumps(marked, sort_keys=True, separators=(",", ":"))

    def filled(self, number: int, attempt_id: str, at: str) -> tuple[str, str]:
        """The record as JSON, and its fingerprint."""
        swapped = {
            MARK: mark(number),
            ATTEMPT_ID: attempt_id,
            SESSION_ID: session_id(number),
            AT: at,
            "@month@": at[:7],
            str(NUMBER): str(number % TRIES + 1),
            SCENARIO: scenario(number),
        }
        written, hashed = self._written, self._hashed
        for old, new in swapped.items():
            written, hashed = written.replace(old, new), hashed.replace(old, new)
        return written, hashlib.sha256(hashed.encode("ascii")).hexdigest()


def session_id(number: int) -> str:
    return f"s{number // TRIES:031x}"


def scenario(number: int) -> str:
    return SCENARIOS[number // TRIES % len(SCENARIOS)]


def _linked(before: Link | None, kind: str, entry_id: str, at: str, fingerprint: str) -> Link:
    return Link(before.number + 1 if before else 1, kind, entry_id, at, fingerprint, before.hash if before else "")


def _month(attempts: Mapping[str, str], sessions: Mapping[str, str], links: Sequence[Link]) -> str:
    """The bytes of a month's file (store/month_format.py) from records as JSON."""
    chain = {link.number: json.dumps({"link": link_record(link)}, separators=(",", ":")) for link in links}
    tables = {
        ATTEMPT.table: dict(enumerate(attempts.values(), 1)),
        SESSION.table: dict(enumerate(sessions.values(), 1)),
        CHAIN: chain,
    }
    written = [f'"schema":{SCHEMA}']
    for name, table in tables.items():
        documents = ",".join(f'"{number}":{record}' for number, record in table.items())
        written.append(f'"{name}":{{{documents}}}')
    return "{" + ",".join(written) + "}"


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


def _sessions(ids: Sequence[str], first: int, month: date, count: int) -> Iterator[Session]:
    for at in range(0, count, TRIES):
        mine = tuple(ids[at : at + TRIES])
        begun, ended = _time(month, at, count), _time(month, at + len(mine) - 1, count)
        yield Session(session_id(first + at), scenario(first + at), "1.0.0", PACK, 7, begun, ended, mine)
