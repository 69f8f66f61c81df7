"""A trainer's own checks as pack.yaml holds them."""

import re

from refcoach.core.own_check import FEWEST_LINES, FEWEST_OF_EACH, MOST_LINES, OwnCheck
from refcoach.core.rubric import BY_KEY
from refcoach.packs.problems import short
from refcoach.packs.reader import Fields

_RANGE = f"{FEWEST_LINES} to {MOST_LINES} example lines in all"


def read_own_checks(head: Fields) -> tuple[OwnCheck, ...]:
    """Every check listed under `checks:`; faults go to the problems of `head`.

    A faulty check is answered too, as far as it could be read, so that a beat that names it is not called wrong as well.
    """
    found: list[OwnCheck] = []
    for fields in head.mappings("checks"):
        check = _read(fields)
        if check.key and check.key in {earlier.key for earlier in found}:
            fields.wrong("id", f"another check has the id {check.key} already", "give each check an id of its own")
        found.append(check)
    return tuple(found)


def _read(fields: Fields) -> OwnCheck:
    check = OwnCheck(
        key=fields.text("id"),
        name=fields.text("name"),
        question=fields.text("question"),
        yes=fields.texts("yes"),
        no=fields.texts("no"),
    )
    if check.key in BY_KEY:
        fields.wrong("id", f"{check.key} is a check of the rubric", "choose another id")
    _count_lines(fields, check)
    _compare_lines(fields, check)
    return check


def _count_lines(fields: Fields, check: OwnCheck) -> None:
    """Faulty lines count as lines here: they are problems already."""
    counts = {key: len(fields.node[key]) if isinstance(fields.node.get(key), list) else 0 for key in ("yes", "no")}
    few = [key for key, count in counts.items() if 0 < count < FEWEST_OF_EACH]
    for key in few:
        fields.wrong(key, f"at least {FEWEST_OF_EACH} lines are wanted", f"{_RANGE}; as different from one another as real answers are")
    if few or not all(counts.values()):
        return
    total = sum(counts.values())
    if total < FEWEST_LINES:
        fields.wrong("no" if counts["no"] < counts["yes"] else "yes", f"{total} example lines are too few", _RANGE)
    elif total > MOST_LINES:
        fields.wrong("no" if counts["no"] > counts["yes"] else "yes", f"{total} example lines are too many", _RANGE)


def _compare_lines(fields: Fields, check: OwnCheck) -> None:
    """No line may stand twice: the same words cannot be an example of both, and twice says no more than once."""
    seen: dict[str, str] = {}
    for key, lines in (("yes", check.yes), ("no", check.no)):
        at = -1
        for line in lines:
            at = next(number for number in range(at + 1, len(fields.node[key])) if " ".join(str(fields.node[key][number]).split()) == line)
            words = " ".join(re.findall(r"\w+", line.lower()))
            if words in seen:
                fields.wrong(key, f'"{short(line)}" stands under {seen[words]} already', "each line once", item=at)
            seen.setdefault(words, key)
