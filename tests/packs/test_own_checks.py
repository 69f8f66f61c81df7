"""Trainers' own checks in pack.yaml: what is right is read, what is wrong is named with its place."""

from pathlib import Path

import pytest
from pack_samples import ONE, write_pack

from refcoach.packs.load import load_pack

MANIFEST = """format: 1
id: p
title: P
version: 1.0.0
checks:
  - id: next_date
    name: A date
    question: Did you name a day for the next step?
    yes:
      - Let's speak on Tuesday.
      - I'll ring you on Friday.
      - Same time next week?
    no:
      - I'll be in touch.
      - Whenever it suits you.
"""

SCENARIO = ONE.replace("[ideal_client]", "[ideal_client, next_date]") + "    optional: [next_date]\n    forbidden: [next_date]\n"


def write(folder: Path, manifest: str, scenario: str = SCENARIO) -> Path:
    return write_pack(folder, scenario, manifest)


def test_own_checks_are_read_and_beats_may_name_them(tmp_path: Path) -> None:
    pack, problems = load_pack(write(tmp_path / "p", MANIFEST))
    assert problems == ()
    assert pack is not None
    (check,) = pack.checks
    assert (check.key, check.name, check.question) == ("next_date", "A date", "Did you name a day for the next step?")
    assert check.yes == ("Let's speak on Tuesday.", "I'll ring you on Friday.", "Same time next week?")
    assert check.no == ("I'll be in touch.", "Whenever it suits you.")
    beat = pack.scenarios[0].beats[0]
    assert beat.required == ("ideal_client", "next_date")
    assert beat.optional == beat.forbidden == ("next_date",)


SECOND = """  - id: next_date
    name: Again
    question: Again?
    yes: [One., Two., Three.]
    no: [Four., Five.]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: next_date", "id: permission", "pack.yaml:6:9: id: permission is a check of the rubric (choose another id)"),
        ("id: next_date", "id: Next date", "pack.yaml:6:9: id: Next date does not fit (small letters"),
        ("    name: A date\n", "", "pack.yaml:6:5: name is missing"),
        ("question:", "qestion:", "pack.yaml:8:5: qestion is not a known key (did you mean question?)"),
        ("      - Whenever it suits you.\n", "", "pack.yaml:14:7: no: at least 2 lines are wanted (5 to 20 example lines in all"),
        ("      - Same time next week?\n", "", "pack.yaml:10:7: yes: 4 example lines are too few (5 to 20 example lines in all)"),
        (
            "    no:\n",
            "".join(f"      - Line {n}.\n" for n in range(17)) + "    no:\n",
            "pack.yaml:10:7: yes: 22 example lines are too many",
        ),
        ("Whenever it suits you.", "Same time, next week", 'pack.yaml:15:9: no: "Same time, next week" stands under yes already'),
        ("Same time next week?", "Let's speak on Tuesday.", 'pack.yaml:12:9: yes: "Let\'s speak on Tuesday." stands under yes already'),
        ("Same time next week?", "12", "pack.yaml:12:9: yes: text is wanted, not a number"),
        ("Whenever it suits you.\n", "Whenever it suits you.\n" + SECOND, "pack.yaml:16:9: id: another check has the id next_date already"),
    ],
)
def test_each_fault_is_named_with_line_column_and_hint(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in MANIFEST
    pack, problems = load_pack(write(tmp_path / "p", MANIFEST.replace(old, new, 1)))
    assert pack is None
    assert any(str(problem).startswith(expected) for problem in problems), [str(problem) for problem in problems]


def test_a_faulty_check_is_one_problem_not_one_for_each_beat_that_names_it(tmp_path: Path) -> None:
    pack, problems = load_pack(write(tmp_path / "p", MANIFEST.replace("    name: A date\n", "")))
    assert pack is None
    assert len(problems) == 1


def test_a_beat_that_names_no_check_gets_the_nearest_own_one_as_a_hint(tmp_path: Path) -> None:
    _, problems = load_pack(write(tmp_path / "p", MANIFEST, SCENARIO.replace("optional: [next_date]", "optional: [next_day]")))
    assert [str(problem) for problem in problems] == ["scenarios/one.yaml:9:16: optional: next_day is not known (did you mean next_date?)"]
