"""xAPI statements by the rules of 1.0.3: checked by ralph's models, which others wrote, and by the specification's rules in our words."""

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from export_samples import ODD_TEXTS, OPEN_SESSION, SESSION, contested, heard_all, kept, part_of, review, typed_answer, verdicts
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_attempt
from xapi_rules import broken_rules

from refcoach.core.attempt import Attempt, Session, Take
from refcoach.core.errors import UsageError
from refcoach.core.finding import Verdict
from refcoach.core.reviewed import by_take
from refcoach.core.transcript import typed
from refcoach.share.xapi import BASE, VERBS, Actor, Statement, array_lines, statements

ACTOR = Actor(home_page="https://lms.example.com", account="dana.k", name="Dana")
TITLES = {"ask-after-praise": "Ask after praise"}


@cache
def ralph_statement() -> Any:
    """The model of a statement; importing it is slow."""
    from ralph.models.xapi.base.statements import BaseXapiStatement

    return BaseXapiStatement


def made(*entries: Attempt | Session, actor: Actor = ACTOR, titles: dict[str, str] | None = None) -> list[Statement]:
    """The statements as a reader of the file gets them, each of them valid."""
    text = "".join(array_lines(statements(entries, actor, TITLES if titles is None else titles, {})))
    found: list[Statement] = json.loads(text.encode("utf-8"))
    for statement in found:
        assert broken_rules(statement) == []
        ralph_statement().model_validate(statement)
    assert len({statement["id"] for statement in found}) == len(found)
    return found


def verbs(found: list[Statement]) -> list[str]:
    return [statement["verb"]["id"].removeprefix(VERBS) for statement in found]


def extension(statement: Statement, name: str, place: str = "result") -> Any:
    return statement[place]["extensions"][f"{BASE}/extensions/{name}"]


def test_a_drill_is_attempted_when_begun_and_completed_when_it_ended() -> None:
    begun, ended, open_one = made(SESSION, OPEN_SESSION)
    assert verbs([begun, ended, open_one]) == ["attempted", "completed", "attempted"]
    assert begun["timestamp"] == "2024-01-01T07:59:00.000+00:00"
    assert ended["timestamp"] == "2024-01-01T08:12:30.500+00:00"
    assert ended["result"] == {"completion": True, "duration": "PT810.5S"}
    assert begun["object"]["id"] == f"{BASE}/scenarios/foundations/ask-after-praise"
    assert begun["object"]["definition"]["name"] == {"en": "Ask after praise"}
    assert begun["context"]["registration"] == ended["context"]["registration"] != open_one["context"]["registration"]


def test_a_clock_set_back_gives_no_negative_duration() -> None:
    ended = made(replace(SESSION, ended_at="2024-01-01T07:00:00+00:00"))[1]
    assert ended["result"] == {"completion": True}


def test_a_checked_attempt_is_scored_by_the_share_of_required_checks_heard() -> None:
    scored, failed = made(sample_attempt(1))
    assert verbs([scored, failed]) == ["scored", "failed"]
    assert scored["result"]["score"] == {"scaled": 0.3333, "raw": 1, "min": 0, "max": 3}
    assert scored["result"]["duration"] == "PT14.2S"
    assert scored["result"]["response"] == sample_attempt(1).transcript.text
    assert failed["result"]["success"] is False
    checks = {check["key"]: check for check in extension(scored, "checks")}
    assert checks["introduction_request"] == {
        "key": "introduction_request",
        "name": "Introduction",
        "verdict": "present",
        "required": True,
    }
    assert checks["easy_out"]["required"] is False
    assert scored["object"]["definition"]["description"] == {"en": "My planners have two days a week back."}
    assert scored["context"]["contextActivities"]["parent"][0]["id"] == f"{BASE}/scenarios/foundations/ask-after-praise"


def test_passed_needs_every_required_check() -> None:
    assert verbs(made(heard_all(1))) == ["scored", "passed"]
    assert made(heard_all(1))[1]["result"]["success"] is True


def test_what_could_not_be_told_is_neither_passed_nor_failed_and_counts_on_neither_side() -> None:
    unclear = verdicts(heard_all(1), business_reason=Verdict.UNCLEAR)
    (scored,) = made(unclear)
    assert verbs([scored]) == ["scored"]
    assert scored["result"]["score"] == {"scaled": 1.0, "raw": 2, "min": 0, "max": 2}
    assert extension(scored, "could_not_tell") == 1
    nothing = verdicts(unclear, ideal_client=Verdict.UNCLEAR, introduction_request=Verdict.UNCLEAR)
    (scored,) = made(nothing)
    assert "score" not in scored["result"]


def test_a_missing_check_fails_though_another_could_not_be_told() -> None:
    assert verbs(made(contested(1))) == ["scored", "failed"]
    checks = {check["key"]: check for check in extension(made(contested(1))[0], "checks")}
    assert checks["business_reason"] == {
        "key": "business_reason",
        "name": "Business reason",
        "verdict": "unclear",
        "required": True,
        "contested": True,
        "before": "missing",
    }


def test_takes_that_wait_to_be_checked_say_nothing() -> None:
    assert made(kept(1)) == []
    assert "".join(array_lines([])) == "[]\n"


def test_a_part_said_again_is_stated_for_the_whole_attempt_as_it_stands_then() -> None:
    first = verdicts(heard_all(1), business_reason=Verdict.MISSING)
    found = made(first, part_of(2, first, Verdict.MISSING), part_of(3, first, Verdict.PRESENT))
    assert verbs(found) == ["scored", "failed", "scored", "failed", "scored", "passed"]
    assert [statement["result"]["score"]["raw"] for statement in found] == [2, 2, 2, 2, 3, 3]
    assert extension(found[4], "part_of", "context") == first.attempt_id
    alone = made(part_of(3, first, Verdict.PRESENT))
    assert alone[0]["result"]["score"]["max"] == 1


def test_exporting_twice_gives_the_same_statements_and_a_change_gives_another_id() -> None:
    log = (SESSION, sample_attempt(1), heard_all(2))
    assert made(*log) == made(*log)
    before, after = made(sample_attempt(3))[0], made(contested(3))[0]
    assert before["id"] != after["id"]
    renamed = made(*log, titles={"ask-after-praise": "Another title"})
    assert [statement["id"] for statement in renamed] == [statement["id"] for statement in made(*log)]
    other = made(*log, actor=Actor(mbox="dana@example.com"))
    assert not {statement["id"] for statement in other} & {statement["id"] for statement in made(*log)}


def test_the_partners_word_stands_beside_the_findings() -> None:
    attempt = sample_attempt(1)
    found = list(statements([attempt], ACTOR, TITLES, by_take([review(attempt.attempt_id)])))
    assert extension(found[0], "partner")["verdict"] == "counts"
    assert extension(found[0], "partner")["answers"]["business_reason"] == "unsure"
    assert broken_rules(found[0]) == []


def test_the_actor_is_the_account_or_the_address_given() -> None:
    assert made(SESSION)[0]["actor"] == {
        "objectType": "Agent",
        "name": "Dana",
        "account": {"homePage": "https://lms.example.com", "name": "dana.k"},
    }
    for address in ("dana@example.com", "mailto:dana@example.com"):
        assert made(SESSION, actor=Actor(mbox=address))[0]["actor"] == {"objectType": "Agent", "mbox": "mailto:dana@example.com"}


@pytest.mark.parametrize(
    "given_actor",
    [
        {},
        {"name": "Dana"},
        {"mbox": "dana"},
        {"mbox": "a b@example.com"},
        {"mbox": "dana@localhost"},
        {"mbox": "a..b@example.com"},
        {"home_page": "https://lms.example.com"},
        {"account": "dana"},
        {"home_page": "lms", "account": "dana"},
        {"home_page": "https://lms example.com", "account": "dana"},
        {"home_page": "https://lms.example.com", "account": " "},
        {"mbox": "dana@example.com", "home_page": "https://lms.example.com", "account": "dana"},
    ],
)
def test_nobody_is_made_up(given_actor: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Actor(**given_actor)


@given(ODD_TEXTS, ODD_TEXTS, ODD_TEXTS)
def test_odd_texts_make_valid_statements(text: str, other: str, third: str) -> None:
    attempt = replace(
        sample_attempt(1),
        transcript=typed(text),
        client=other,
        beat=third,
        pack=text,
        scenario=other,
        scenario_version=third,
        session_id=text,
    )
    session = replace(SESSION, pack=other, scenario=text, session_id=third, scenario_version=other)
    found = made(session, attempt, replace(typed_answer(2), beat=text, attempt_id=third), titles={other: third, text: other})
    assert verbs(found) == ["attempted", "completed", "scored", "failed", "scored", "failed"]


ZONES = st.timezones() | st.builds(lambda minutes: datetime.fromisoformat("2024-01-01T00:00:00+01:17:30").tzinfo, st.just(0))


@given(st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.none() | ZONES), st.floats(0, 1e6))
def test_any_time_and_length_is_written_as_the_rules_ask(moment: datetime, length_s: float) -> None:
    attempt = replace(sample_attempt(1), at=moment.isoformat(), take=Take("x.wav", length_s, 16_000, -4.0, -21.0))
    found = made(replace(SESSION, started_at=moment.isoformat(), ended_at=""), attempt)
    assert len(found) == 3
    local = moment.astimezone() if moment.tzinfo is None else moment
    assert abs((datetime.fromisoformat(found[0]["timestamp"]) - local).total_seconds()) < 0.001


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("id",), "1", "id"),
        (("timestamp",), "2024-01-01T10:00:00", "timestamp"),
        (("object", "id"), "no iri", "activity"),
        (("result", "duration"), "14 s", "duration"),
        (("result", "score", "scaled"), 1.5, "scaled"),
        (("context", "platform"), "", "empty"),
        (("actor", "mbox"), "mailto:x@example.com", "exactly one"),
        (("surprise",), 1, "no property"),
    ],
)
def test_our_own_rules_find_what_is_wrong(place: tuple[str, ...], value: Any, told: str) -> None:
    statement = json.loads(json.dumps(made(sample_attempt(1))[0]))
    part = statement
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    assert any(told in rule for rule in broken_rules(statement))


def test_the_example_of_the_documentation_is_valid() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    example = json.loads(text.split("```json")[1].split("```")[0])
    assert broken_rules(example) == []
    ralph_statement().model_validate(example)
