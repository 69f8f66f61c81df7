"""What the judge is asked once more before something is told to the rep: lines that hold, praise that is earned, no blame in doubt."""

import pytest

from refcoach.core.feedback import Asked, Feedback
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.engine.coach import Coach
from refcoach.judge.judge import Judge
from refcoach.speech.fakes import FakeRecogniser

BINDER = Profile(
    company="Ledgerhand Archives",
    ideal_client=IdealClient(
        industry="law firms", geography="Leeds", function="office managers", situation="are moving to a smaller floor"
    ),
    reasons=(BusinessReason("the time to find a deed fell from an hour to two minutes", "a notary in York"),),
    intro=(
        "I help office managers of law firms in Leeds who are moving to a smaller floor. A notary in York now finds any deed in two "
        "minutes instead of an hour. Would you introduce me with a short e-mail to both of us?"
    ),
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def told(judge: Judge, text: str, *optional: str) -> Feedback:
    return Coach(FakeRecogniser(), judge, lambda: BINDER).check_text(text, Asked(optional=optional)).feedback


def test_the_reps_own_yes_no_question_is_asked_openly(judge: Judge) -> None:
    said = told(
        judge,
        "Do you know any barristers in Hull who are giving up their chambers? A notary in York now finds a deed in two minutes instead "
        "of an hour. Would you introduce me to them in an e-mail to both?",
    )
    (step,) = said.steps
    assert (step.key, step.line) == (
        "closed_question",
        "Who comes to mind when you think of barristers in Hull who are giving up their chambers?",
    )


def test_another_trade_gets_no_result_from_the_script_but_may_use_its_way_to_ask(judge: Judge) -> None:
    said = told(
        judge,
        "I shoe horses, mainly ponies for riding schools, and I sharpen the shears of two shepherds. I would so like to meet your aunt "
        "who breeds Haflingers above Skipton. It would fill my empty Saturdays nicely.",
    )
    lines = {step.key: step.line for step in said.steps}
    assert lines["introduction_request"] == "Would you introduce me with a short e-mail to both of us?"
    assert lines["business_reason"] == ""


def test_praise_is_for_words_that_earn_it(judge: Judge) -> None:
    said = told(
        judge,
        "Thanks once more for promising to introduce me to your landlord. At some point I'll ask you about the law firms below you too. "
        "A good introduction, in my book, is a note that says who both of us are.",
    )
    assert "introduction_request" not in [item.key for item in said.praise]
    request = next(step for step in said.steps if step.key == "introduction_request")
    assert request.quote == "At some point I'll ask you about the law firms below you too."
    assert "stops before asking" in request.lacks


def test_a_second_fault_of_one_kind_does_not_crowd_out_another_kind(judge: Judge) -> None:
    said = told(
        judge,
        "Your deeds are found in two minutes now. Please send me the phone numbers of the office managers at the law firms you know, and "
        "let me say that you sent me. I need the orders badly this month. Or introduce me to one of them over coffee, if you prefer.",
    )
    keys = [step.key for step in said.steps]
    assert keys[0] == "cold_referral"
    assert "needy" in keys[:2]
