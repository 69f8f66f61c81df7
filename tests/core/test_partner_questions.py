"""The questions to the partner: one for every check of the rubric, in plain words, with the rep's name."""

import pytest

from refcoach.core.partner_questions import partner_question
from refcoach.core.rubric import BY_KEY, CHECKS


@pytest.mark.parametrize("key", [check.key for check in CHECKS])
def test_every_check_has_a_question_of_its_own(key: str) -> None:
    question = partner_question(key, "Dana")
    assert question.startswith("Did you hear ")
    assert question.endswith("?")
    assert "Did you hear this:" not in question
    assert BY_KEY[key].question != question


def test_a_name_with_signs_of_a_format_stays_as_it_is() -> None:
    assert "{0} %s \\1" in partner_question("permission", "{0} %s \\1")
    assert partner_question("own", "\\1", "Did you name a day?") == "Did \\1 name a day?"


def test_without_a_name_it_is_the_speaker() -> None:
    assert partner_question("easy_out", "") == "Did you hear the speaker say that a no is fine?"


def test_a_trainers_question_to_the_rep_becomes_one_about_the_rep() -> None:
    assert partner_question("names_a_day", "Dana", "Did you name a day?") == "Did Dana name a day?"
    assert partner_question("names_a_day", "Dana", "Is a day named?") == "Is a day named?"
    assert partner_question("names_a_day", "Dana") == "Did you hear this: names a day?"
