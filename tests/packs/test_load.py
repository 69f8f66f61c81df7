"""Reading packs: what is right becomes scenarios, what is wrong is named with its place."""

from pathlib import Path

import pytest
from pack_samples import ONE, write_pack

from refcoach.core.assets import asset
from refcoach.packs.load import load_pack


def test_the_built_in_packs_have_no_problem_and_three_scenarios_to_begin_with() -> None:
    pack, problems = load_pack(asset("packs", "foundations"))
    assert problems == ()
    assert pack is not None
    assert {scenario.id for scenario in pack.scenarios} >= {"ask-after-praise", "intro-script", "permission-first"}


def test_a_minimal_scenario_is_read(tmp_path: Path) -> None:
    pack, problems = load_pack(write_pack(tmp_path / "p", ONE))
    assert problems == ()
    assert pack is not None
    assert pack.scenarios[0].beats[0].required == ("ideal_client",)
    assert pack.scenarios[0].version == "1.0"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ideal_client", "ideal_clent", "scenarios/one.yaml:8:16: required: ideal_clent is not known (did you mean ideal_client?)"),
        ("title:", "titel:", "scenarios/one.yaml:2:1: titel is not a known key (did you mean title?)"),
        ("title: A title", "title: no\ntitle: yes", "scenarios/one.yaml:3:1: the key title stands twice (first in line 2)"),
        ("lines: [Well?]", "lines: Well?", "scenarios/one.yaml:7:12: lines: a list is wanted, not text"),
        ("lines: [Well?]", "lines: []", "scenarios/one.yaml:7:12: lines: must not be empty"),
        ("situation: There.", "difficulty: 9", "scenarios/one.yaml:4:13: difficulty: a whole number from 1 to 3 is wanted, not 9"),
        (
            "situation: There.",
            "\tsituation: There.",
            "scenarios/one.yaml:4:1: a tab stands where YAML wants spaces (set your editor to spaces)",
        ),
        ("persona: {name: Ann}", "persona: Ann", "scenarios/one.yaml:3:10: a mapping is wanted here, not text"),
    ],
)
def test_each_fault_is_named_with_line_column_and_hint(tmp_path: Path, old: str, new: str, expected: str) -> None:
    pack, problems = load_pack(write_pack(tmp_path / "p", ONE.replace(old, new)))
    assert pack is None
    assert any(str(problem).startswith(expected) for problem in problems), [str(problem) for problem in problems]


def test_no_and_times_stay_text(tmp_path: Path) -> None:
    pack, problems = load_pack(write_pack(tmp_path / "p", ONE.replace("[Well?]", "[no, 1:30]")))
    assert problems == ()
    assert pack is not None
    assert pack.scenarios[0].beats[0].lines == ("no", "1:30")


def test_a_pack_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    pack, problems = load_pack(write_pack(tmp_path / "p", ONE, "format: 99\nid: p\ntitle: P\nversion: 1.0.0\n"))
    assert pack is None
    assert "update RefCoach" in str(problems[0])


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "p", ONE)
    (folder / "scenarios" / "one.yaml").write_bytes(b"title: caf\xe9\n")
    assert "UTF-8" in str(load_pack(folder)[1][0])
