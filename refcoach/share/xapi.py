"""The log as xAPI statements, after the rules of xAPI 1.0.3 (Part Two: Experience API Data).

Our own identifiers are IRIs under https://refcoach.invalid/xapi: the top-level domain `invalid` is reserved for names that belong to
nobody and never resolve (RFC 2606, RFC 6761), so no host has to exist and nobody else can come to own them. xAPI asks of an IRI only
that it names one thing; it is never looked up. Verbs and activity types are those of ADL's registry.

A statement's id follows from what it says (who, which entry, what was found), so the same log exported twice gives the same
statements, and a finding that was changed since gives one of its own instead of another text under a known id.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from refcoach.core.attempt import Attempt, AttemptState, Session
from refcoach.core.errors import UsageError
from refcoach.core.feedback import check_name
from refcoach.core.finding import Verdict
from refcoach.core.joined import Joined
from refcoach.core.reviewed import Reviewed
from refcoach.core.revision import first_verdict
from refcoach.share.plain_text import encodable, json_text, printable

BASE = "https://refcoach.invalid/xapi"
VERBS = "http://adlnet.gov/expapi/verbs/"
TYPES = "http://adlnet.gov/expapi/activities/"
NAMESPACE = uuid5(NAMESPACE_URL, BASE)
PLATFORM = "RefCoach"
LANGUAGE = "en"
# Parts are looked for among so many attempts before them; they are said within minutes or days of the first take.
REMEMBERED = 200

Statement = dict[str, Any]

_MAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`/?#\[\]]+([/?#][^\s<>\"{}|\\^`\[\]]*)?")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who practised, as the learning system knows them: an e-mail address, or an account (`home_page` is the system's address,
    `account` the name there). Nothing is made up; raises UsageError unless exactly one of the two is given and well-formed."""

    mbox: str = ""
    home_page: str = ""
    account: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        hint = "Give --mbox ADDRESS, or --home-page ADDRESS and --account NAME, as your learning system knows you."
        if bool(self.mbox) == bool(self.home_page or self.account):
            raise UsageError("xAPI statements need to say who practised.", hint)
        if self.mbox and not _MAIL.fullmatch(self.mbox.removeprefix("mailto:")):
            raise UsageError(f"{self.mbox!r} is not an e-mail address.", hint)
        if not self.mbox and not (_IRI.fullmatch(self.home_page) and printable(self.account).strip()):
            raise UsageError(
                "An account is the address of the learning system, such as https://lms.example.com, and your name there.", hint
            )

    def record(self) -> dict[str, Any]:
        """The statement's `actor`."""
        name = {"name": words} if (words := printable(self.name).strip()) else {}
        if self.mbox:
            return {"objectType": "Agent", **name, "mbox": f"mailto:{self.mbox.removeprefix('mailto:')}"}
        return {"objectType": "Agent", **name, "account": {"homePage": self.home_page, "name": printable(self.account).strip()}}


def array_lines(made: Iterable[Statement]) -> Iterator[str]:
    """The file's text: a JSON array as a learning record store takes it, one statement a line."""
    before = "[\n"
    for statement in made:
        yield before + json_text(statement)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def statements(
    entries: Iterable[Attempt | Session], actor: Actor, titles: Mapping[str, str], reviews: Mapping[str, Reviewed]
) -> Iterator[Statement]:
    """Statements about sessions (attempted, completed) and checked attempts (scored, passed or failed), entries the oldest first.

    A take in which a part is said again is stated for the whole attempt as it stands after it.
    """
    speaker = _Speaker(actor, titles)
    wholes: OrderedDict[str, Joined] = OrderedDict()
    for entry in entries:
        if isinstance(entry, Session):
            yield from _of_session(speaker, entry)
        elif entry.state is AttemptState.CHECKED:
            first = wholes.get(entry.part_of)
            whole = Joined(first.first, (*first.parts, entry)) if first else Joined(entry)
            wholes[whole.first.attempt_id] = whole
            if len(wholes) > REMEMBERED:
                wholes.popitem(last=False)
            yield from _of_attempt(speaker, entry, whole, reviews.get(entry.attempt_id))


class _Speaker:
    """What all statements of one file share."""

    def __init__(self, actor: Actor, titles: Mapping[str, str]) -> None:
        self._actor, self._titles = actor.record(), titles
        self._who = [self._actor.get("mbox"), self._actor.get("account")]

    def statement(self, verb: str, about: Attempt | Session, at: str, target: dict[str, Any], **more: Any) -> Statement:
        """One statement; empty parts are left out, as the rules ask."""
        entry_id = about.attempt_id if isinstance(about, Attempt) else about.session_id
        said = {key: value for key, value in more.items() if value}
        return {
            "id": str(uuid5(NAMESPACE, encodable(json_text([verb, entry_id, self._who, at, said.get("result")])))),
            "actor": self._actor,
            "verb": {"id": VERBS + verb, "display": {LANGUAGE: verb}},
            "object": target,
            **said,
            "timestamp": at,
        }

    def drill(self, about: Attempt | Session) -> dict[str, Any]:
        """The scenario as an activity."""
        name = _words(self._titles.get(about.scenario, "")) or _words(about.scenario) or "Drill"
        return _activity(f"scenarios/{_part(about.pack)}/{_part(about.scenario)}", name, "simulation")

    def turn(self, about: Attempt) -> dict[str, Any]:
        """One turn of the scenario, with the client's line that is answered."""
        drill = self.drill(about)
        path = f"scenarios/{_part(about.pack)}/{_part(about.scenario)}/turns/{_part(about.beat)}"
        name = f"{drill['definition']['name'][LANGUAGE]}: {_words(about.beat) or 'turn'}"
        return _activity(path, name, "performance", _words(about.client))

    def context(self, about: Attempt | Session, **extensions: Any) -> dict[str, Any]:
        drill = self.drill(about)
        pack = _activity(f"packs/{_part(about.pack)}", _words(about.pack) or "Pack", "course")
        parent = {"parent": [drill]} if isinstance(about, Attempt) else {}
        version = {"revision": words} if (words := _words(about.scenario_version)) else {}
        return {
            "registration": str(uuid5(NAMESPACE, encodable(f"session {about.session_id}"))),
            "contextActivities": {**parent, "grouping": [pack]},
            **version,
            "platform": PLATFORM,
            "language": LANGUAGE,
            "extensions": _extensions(**extensions),
        }


def _of_session(speaker: _Speaker, session: Session) -> Iterator[Statement]:
    begun, ended = _time(session.started_at), _time(session.ended_at)
    context = speaker.context(session, session=session.session_id)
    if begun:
        yield speaker.statement("attempted", session, _stamp(begun), speaker.drill(session), context=context)
    if ended:
        result: dict[str, Any] = {"completion": True}
        if begun and ended >= begun:
            result["duration"] = _duration((ended - begun).total_seconds())
        yield speaker.statement("completed", session, _stamp(ended), speaker.drill(session), result=result, context=context)


def _of_attempt(speaker: _Speaker, take: Attempt, whole: Joined, reviewed: Reviewed | None) -> Iterator[Statement]:
    at = _time(take.at)
    if at is None:
        return
    extensions = {"attempt": take.attempt_id, "session": take.session_id, "try": take.number}
    if whole.parts:
        extensions |= {"part_of": whole.first.attempt_id, "said_again": list(take.only)}
    context = speaker.context(take, **extensions)
    result, success = _result(take, whole, reviewed)
    target = speaker.turn(take)
    yield speaker.statement("scored", take, _stamp(at), target, result=result, context=context)
    if success is not None:
        yield speaker.statement(
            "passed" if success else "failed", take, _stamp(at), target, result={**result, "success": success}, context=context
        )


def _result(take: Attempt, whole: Joined, reviewed: Reviewed | None) -> tuple[dict[str, Any], bool | None]:
    """The result, and whether everything required was heard: True, False as soon as something is missing, None where it cannot be told.

    The score is the share of required checks heard among those that could be told, as everywhere in the app (core/progress.py).
    """
    required = take.only if take.part_of and not whole.parts else whole.first.required
    verdicts = [whole.finding(key)[1].verdict for key in required]
    heard, missing = verdicts.count(Verdict.PRESENT), verdicts.count(Verdict.MISSING)
    result: dict[str, Any] = {}
    if heard + missing:
        result["score"] = {"scaled": round(heard / (heard + missing), 4), "raw": heard, "min": 0, "max": heard + missing}
    if text := printable(take.transcript.text).strip():
        result["response"] = text
    if take.take is not None and take.take.duration_s >= 0:
        result["duration"] = _duration(take.take.duration_s)
    more: dict[str, Any] = {"checks": _checks(whole, required), "could_not_tell": verdicts.count(Verdict.UNCLEAR)}
    if take.delivery is not None and take.delivery.words_per_minute is not None:
        more["words_per_minute"] = round(take.delivery.words_per_minute, 1)
    if reviewed is not None:
        answers = {key: str(answer) for key, answer in reviewed.take.answers}
        more["partner"] = {"verdict": str(reviewed.take.verdict) if reviewed.take.verdict else None, "answers": answers}
    result["extensions"] = _extensions(**more)
    success = False if missing else (True if verdicts and heard == len(verdicts) else None)
    return result, success


def _checks(whole: Joined, required: Iterable[str]) -> list[dict[str, Any]]:
    """Each check with the verdict that counts; `before` is what the app had found before the rep contested it."""
    wanted, found = set(required), []
    for finding in whole.first.judgement.findings:
        take, counts = whole.finding(finding.key)
        check: dict[str, Any] = {
            "key": encodable(finding.key),
            "name": encodable(check_name(whole.first.judgement, finding.key)),
            "verdict": str(counts.verdict),
            "required": finding.key in wanted,
        }
        if finding.key in take.contested:
            check |= {"contested": True, "before": str(first_verdict(take, finding.key))}
        found.append(check)
    return found


def _activity(path: str, name: str, kind: str, description: str = "") -> dict[str, Any]:
    told = {"description": {LANGUAGE: description}} if description else {}
    return {"objectType": "Activity", "id": f"{BASE}/{path}", "definition": {"name": {LANGUAGE: name}, **told, "type": TYPES + kind}}


def _extensions(**values: Any) -> dict[str, Any]:
    return {f"{BASE}/extensions/{name}": encodable(value) if isinstance(value, str) else value for name, value in values.items()}


def _words(text: str) -> str:
    return " ".join(printable(text).split())


def _part(text: str) -> str:
    """One part of an IRI's path."""
    return quote(encodable(text), safe="")


def _time(text: str) -> datetime | None:
    """The moment, a time without offset being local; None for what is no time."""
    try:
        return datetime.fromisoformat(text).astimezone() if _is_naive(text) else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None


def _is_naive(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is None


def _stamp(moment: datetime) -> str:
    """RFC 3339 with milliseconds; an offset that is no whole number of minutes cannot be written there and becomes UTC."""
    offset = moment.utcoffset()
    whole = offset is not None and offset.total_seconds() % 60 == 0
    return (moment if whole else moment.astimezone(UTC)).isoformat(timespec="milliseconds")


def _duration(seconds: float) -> str:
    """ISO 8601, to a hundredth of a second as xAPI asks."""
    return f"PT{seconds:.2f}".rstrip("0").rstrip(".") + "S"
