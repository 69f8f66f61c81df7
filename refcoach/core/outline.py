"""Outlines: attempts without their words, for lists, charts and counts over years.

An outline is an `Attempt` with ids, time, state, verdicts, the length of its take and the rep's changes with the verdicts before them,
and without transcript, evidence, scores, steps and sound levels. A month of them is small and quickly read; the attempt itself is read by
its id.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from refcoach.core.attempt import Attempt, AttemptState, Change, Revision, Take, TakeProblem
from refcoach.core.finding import Finding, Judgement, Verdict
from refcoach.core.records import Record
from refcoach.core.transcript import Transcript

ENGINE = "outline"
_NO_WORDS = Transcript("", (), ENGINE)
_LETTERS = {"present": "p", "missing": "m", "unclear": "u"}
_VERDICTS = {"p": Verdict.PRESENT, "m": Verdict.MISSING, "u": Verdict.UNCLEAR}
_GROUPS = ("elements", "facets", "pitfalls", "checks")


def is_outline(entry: object) -> bool:
    """Whether this is no whole attempt, and so must never be logged."""
    return isinstance(entry, Attempt) and entry.transcript.engine == ENGINE


def outlines_record(records: Iterable[Mapping[str, Any]]) -> Record:
    """Outlines of attempts' records as a plain value: `keys` are the lists of checks that occur, `names` a trainer's own checks by key,
    `rows` one list for each attempt. A record of another shape is left out."""
    keys: dict[tuple[str, ...], int] = {}
    names: dict[str, list[str]] = {}
    rows = []
    for record in records:
        try:
            rows.append(_row(record, keys, names))
        except (KeyError, TypeError, AttributeError):
            continue  # reading the attempt itself tells it
    return {"keys": [list(known) for known in keys], "names": names, "rows": rows}


def _row(record: Mapping[str, Any], keys: dict[tuple[str, ...], int], names: dict[str, list[str]]) -> list[Any]:
    take = record.get("take")
    return [
        *(record[name] for name in ("attempt_id", "session_id", "scenario", "scenario_version", "pack", "beat", "number", "at", "state")),
        *_verdicts(record, keys, names),
        record.get("required", []),
        record.get("optional", []),
        [take["file"], take["duration_s"], take["rate_hz"], take.get("problems", [])] if take else None,
        record.get("part_of", ""),
        record.get("only", []),
        [[it["change"], it["at"], it.get("key", ""), *_verdicts(it["before"], keys, names)] for it in record.get("revisions", ())],
    ]


def _verdicts(record: Mapping[str, Any], keys: dict[tuple[str, ...], int], names: dict[str, list[str]]) -> tuple[int, str]:
    """Which list of checks a judgement's record has, and a letter for each of them."""
    found = [(key, item) for group in _GROUPS for key, item in record.get(group, {}).items()]
    for key, item in found:
        if "name" in item:
            names[key] = [str(item["name"]), str(item.get("question", ""))]
    return keys.setdefault(tuple(key for key, _ in found), len(keys)), "".join(_LETTERS[item["verdict"]] for _, item in found)


def outlines_from(record: Mapping[str, Any]) -> list[Attempt]:
    """The reverse of `outlines_record`; raises KeyError, TypeError, ValueError or IndexError on another shape."""
    keys = [tuple(str(key) for key in known) for known in record["keys"]]
    own = {str(key): (str(name), str(question)) for key, (name, question) in record["names"].items()}
    judgements: dict[tuple[int, str], Judgement] = {}
    findings: dict[tuple[str, str], Finding] = {}

    def judgement(number: int, letters: str) -> Judgement:
        made = judgements.get((number, letters))
        if made is None:
            pairs = list(zip(keys[number], letters, strict=True))
            for key, letter in pairs:
                if (key, letter) not in findings:
                    findings[key, letter] = Finding(key, _VERDICTS[letter], 0.0, (), None, *own.get(key, ("", "")))
            made = judgements[number, letters] = Judgement(tuple(findings[pair] for pair in pairs))
        return made

    return [_outline(row, judgement) for row in record["rows"]]


def _outline(row: list[Any], judgement: Callable[[int, str], Judgement]) -> Attempt:
    attempt_id, session_id, scenario, version, pack, beat, number, at, state = row[:9]
    required, optional, take, part_of, only, changes = row[11:]
    return Attempt(
        attempt_id=attempt_id,
        session_id=session_id,
        scenario=scenario,
        scenario_version=version,
        pack=pack,
        beat=beat,
        client="",
        number=number,
        at=at,
        required=tuple(required),
        optional=tuple(optional),
        part_of=part_of,
        only=tuple(only),
        state=AttemptState(state),
        transcript=_NO_WORDS,
        judgement=judgement(row[9], row[10]),
        next_steps=(),
        take=Take(take[0], take[1], take[2], 0.0, 0.0, tuple(TakeProblem(problem) for problem in take[3])) if take else None,
        revisions=tuple(Revision(Change(change), when, _NO_WORDS, judgement(*before), key=key) for change, when, key, *before in changes),
    )
