"""What a trainer tries before publishing: typed answers, and a check on labelled lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from refcoach.core.errors import UsageError
from refcoach.core.finding import Finding, Judgement
from refcoach.core.own_check import OwnCheck
from refcoach.core.transcript import typed
from refcoach.engine.coach import Coach
from refcoach.engine.labelled import Outcome, measure, read_labelled


def checks_record(checks: Sequence[OwnCheck]) -> list[dict[str, Any]]:
    return [
        {"id": check.key, "name": check.name, "question": check.question, "yes": list(check.yes), "no": list(check.no)} for check in checks
    ]


def checks_from(records: Sequence[Mapping[str, Any]]) -> tuple[OwnCheck, ...]:
    """Raises KeyError when a field is missing."""
    return tuple(OwnCheck(item["id"], item["name"], item["question"], tuple(item["yes"]), tuple(item["no"])) for item in records)


def tried(coach: Coach, text: str, checks: Sequence[OwnCheck]) -> Judgement:
    """What is found in a typed answer; nothing is logged. Raises ModelError."""
    return coach.findings(typed(text), checks)


def tested(coach: Coach, key: str, checks: Sequence[OwnCheck], text: str) -> Outcome:
    """How one check does on lines "+ text" and "- text". Raises UsageError for a line without label or no line, ModelError."""
    labelled, _ = read_labelled(text, "line", key)
    if not labelled.get(key):
        raise UsageError(f"There is no line for {key}.", 'Write lines such as "+ I will call you on Monday." and "- Goodbye."')
    mine = [check for check in checks if check.key == key]

    def ask(key: str, said: str) -> Finding:
        found = coach.findings(typed(said), mine).get(key)
        if found is None:
            raise UsageError(f"There is no check {key}.", "Choose one of the list.")
        return found

    return measure(key, labelled[key], ask)
