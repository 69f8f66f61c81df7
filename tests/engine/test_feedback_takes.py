"""Feedback that was read and found true stays as it is: forty takes, typed and as our recogniser heard them, with four reps' scripts."""

from typing import Any

import feedback_takes
import pytest
import yaml

from refcoach.judge.judge import Judge

GIVEN = yaml.safe_load(feedback_takes.TAKES.read_text(encoding="utf-8"))
GOLDEN = {row["id"]: row for row in yaml.safe_load(feedback_takes.GOLDEN.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def test_there_are_forty_takes_half_of_them_spoken() -> None:
    assert len(GIVEN["takes"]) == len(GOLDEN) == 40
    assert sum(take["spoken"] for take in GIVEN["takes"]) == 20


@pytest.mark.parametrize("take", GIVEN["takes"], ids=lambda take: take["id"])
def test_the_feedback_is_as_it_was_read(take: dict[str, Any], judge: Judge) -> None:
    golden = GOLDEN[take["id"]]
    said = feedback_takes.feedback_of(take, GIVEN["profiles"][take["profile"]], golden["heard"], judge)
    assert said == golden
    assert len(said["steps"]) <= 3
    assert all(step["quote"] in golden["heard"] for step in said["steps"])
