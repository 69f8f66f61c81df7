"""Better lines that fit the take: of its trade, with the person it names, in the rep's own words."""

from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.lines import candidates
from refcoach.core.own_script import of_any_trade, speaks_of_it
from refcoach.core.profile import BusinessReason, IdealClient, Profile

BAKER = Profile(
    ideal_client=IdealClient(industry="hotels", geography="the lake", function="kitchen heads", named_person="Ada Blum at the Seehof"),
    reasons=(BusinessReason("we cut the breakfast queue by half", "an inn in Meersburg"),),
    intro="We bake for hotels by the lake. Would you ring one of them before I do?",
)
SURGEON = (
    "I look after old fruit trees, mostly walnut and pear. Your orchard carried twice the crop this autumn. "
    "The sexton has an avenue that nobody has pruned since the war."
)


def judged(text: str, **quotes: str) -> Judgement:
    return Judgement(
        tuple(
            Finding(key, Verdict.PRESENT, 0.9, (Evidence(words, text.index(words), text.index(words) + len(words)),))
            for key, words in quotes.items()
        )
    )


def test_a_take_of_another_trade_gets_none_of_the_scripts_facts() -> None:
    judgement = judged(SURGEON, ideal_client="The sexton")
    assert not speaks_of_it(BAKER, SURGEON, judgement)
    intro = {"business_reason": "Half the queue is gone.", "introduction_request": "Would you ring one of them before I do?"}
    assert candidates("business_reason", BAKER, SURGEON, judgement, intro) == ()
    assert "Would you ring one of them before I do?" in candidates("introduction_request", BAKER, SURGEON, judgement, intro)
    assert of_any_trade(BAKER, {"easy_out": "Hotels may say no.", "permission": "May I ask?"}) == {"permission": "May I ask?"}


def test_a_take_that_names_nobody_or_tells_little_may_be_of_the_scripts_trade() -> None:
    assert speaks_of_it(BAKER, SURGEON, Judgement())
    assert speaks_of_it(BAKER, "I would like to meet your sister.", judged("I would like to meet your sister.", ideal_client="your sister"))
    about = SURGEON + " Or a hotel with a garden."
    assert speaks_of_it(BAKER, about, judged(about, ideal_client="a hotel"))


def test_the_person_named_in_the_take_is_the_one_to_be_introduced_to() -> None:
    text = "I'd love to talk with Otto Rehm at the Adler."
    lines = candidates("introduction_request", BAKER, text, judged(text, named_person="Otto Rehm at the Adler"), {})
    assert lines[0] == "Would you introduce me to Otto Rehm at the Adler, on a call for the three of us?"
    misheard = "I'd love to talk with Ada Bloom at the sea hof."
    lines = candidates("introduction_request", BAKER, misheard, judged(misheard, named_person="Ada Bloom at the sea hof"), {})
    assert lines[0] == "Would you introduce me to Ada Blum at the Seehof, on a call for the three of us?"


def test_a_yes_no_question_is_mended_in_the_reps_own_words_first() -> None:
    text = "Do you know any cooks in Bregenz who open at five?"
    lines = candidates("closed_question", BAKER, text, judged(text, closed_question="you know any cooks in Bregenz"), {})
    assert lines[0] == "Who comes to mind when you think of cooks in Bregenz who open at five?"
    assert "kitchen heads" in lines[1]


def test_without_words_after_the_apology_the_result_of_the_take_begins() -> None:
    text = "Your ovens run again. Would you bring the cook along? Forgive me for asking."
    judgement = judged(
        text,
        apologetic="Forgive me for asking",
        business_reason="Your ovens run again",
        introduction_request="Would you bring the cook along",
    )
    assert candidates("apologetic", BAKER, text, judgement, {}) == ("Your ovens run again.", "Would you bring the cook along?")
