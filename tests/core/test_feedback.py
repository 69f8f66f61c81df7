"""What the rep reads about a take: true of it, most useful first, in the rep's own words."""

from refcoach.core.feedback import Asked, SecondLook, feedback, praise, read_out
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.lines import candidates, described, one_of, reason_line
from refcoach.core.own_check import OwnCheck
from refcoach.core.profile import BusinessReason, IdealClient, Profile
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.core.sentences import MOST_WORDS, sentence_at, sentence_spans, shortened
from refcoach.core.transcript import typed

SAMPLE = (
    "Two days a week, that makes my day, Priya. Who comes to mind when you think of plant managers in Ohio whose lines keep stopping? "
    "Would you set up a call for the three of us?"
)


def quoted(text: str, words: str) -> Evidence:
    at = text.index(words)
    return Evidence(words, at, at + len(words))


def found(text: str, **quotes: str | None) -> Judgement:
    """Findings on `text`: a quote for what is present, None for what is missing."""
    return Judgement(
        tuple(
            Finding(key, Verdict.PRESENT, 0.9, (quoted(text, words),)) if words else Finding(key, Verdict.MISSING, 0.1)
            for key, words in quotes.items()
        )
    )


def test_a_generic_ask_is_quoted_where_the_ideal_client_is_missing_and_told_once() -> None:
    text = "Good news. If you know anyone who could use us, pass my name along."
    judgement = found(
        text, ideal_client=None, introduction_request=None, generic_ask="anyone who could use us", passive_mention="pass my name along"
    )
    steps = feedback(typed(text), judgement, Asked(("ideal_client", "introduction_request"))).steps
    assert [step.key for step in steps] == ["ideal_client", "introduction_request"]
    assert steps[0].quote == "If you know anyone who could use us, pass my name along."
    assert "no face" in steps[0].lacks
    assert "nobody brings the two of you together" in steps[1].lacks


def test_a_second_pitfall_of_the_same_kind_still_gets_its_own_step() -> None:
    text = "Pass my name along, and can I use yours?"
    judgement = found(text, introduction_request=None, passive_mention="Pass my name along", name_drop="can I use yours")
    assert [step.key for step in feedback(typed(text), judgement, Asked(REQUIRED_KEYS[2:])).steps] == ["introduction_request", "name_drop"]


def test_the_nearest_sentence_is_shown_with_what_it_lacks() -> None:
    text = "We are very good. I have some people in mind."
    missing = Finding("ideal_client", Verdict.MISSING, 0.2, nearest=quoted(text, "I have some people in mind."))
    step = feedback(typed(text), Judgement((missing,)), Asked(("ideal_client",))).steps[0]
    assert (step.quote, step.lacks) == ("I have some people in mind.", "It does not say which kind of person or company.")


def test_a_missed_check_of_the_trainers_own_is_told_by_its_question() -> None:
    own = Finding("says_price", Verdict.MISSING, 0.1, name="Price", question="Did you name the price?")
    asked = Asked(("says_price",), checks=(OwnCheck("says_price", "Price", "Did you name the price?", ("a",), ("b",)),))
    assert "Did you name the price?" in feedback(typed("Hello there."), Judgement((own,)), asked).steps[0].text


def test_no_better_line_is_told_twice() -> None:
    text = "Hello there."
    judgement = found(text, ideal_client=None, introduction_request=None)
    steps = feedback(
        typed(text), judgement, Asked(("ideal_client", "introduction_request")), SecondLook(line_for=lambda key: "The same line.")
    ).steps
    assert [step.line for step in steps] == ["The same line.", ""]


def test_praise_quotes_required_checks_first() -> None:
    text = "Thank you. Who runs a bakery in Leeds?"
    judgement = found(text, appreciation="Thank you", ideal_client="a bakery in Leeds")
    assert [item.quote for item in praise(judgement)] == ["a bakery in Leeds", "Thank you"]


def test_a_sample_that_is_read_out_is_known_however_it_is_written() -> None:
    heard = SAMPLE.lower().replace(",", "").replace(".", "").replace("?", "").replace("my day", "my stay")
    assert read_out(heard, (SAMPLE,)) == SAMPLE
    own = "Priya, that is lovely. Which of the plant managers you know in Ohio has a line that keeps stopping? Could we three have a call?"
    assert read_out(own, (SAMPLE,)) == ""
    assert read_out("", (SAMPLE, "")) == ""


def test_the_ideal_client_becomes_one_phrase() -> None:
    ideal = IdealClient(
        industry="food makers",
        geography="Ohio",
        company_size="50 to 200 people",
        function="plant managers",
        situation="have just lost a supervisor",
    )
    assert described(ideal) == "plant managers at food makers in Ohio with 50 to 200 people who have just lost a supervisor"
    assert described(ideal, brief=True) == "plant managers at food makers in Ohio"
    assert described(IdealClient(situation="whose lease ends", geography="near the harbour")) == "people near the harbour whose lease ends"
    assert described(IdealClient(person="careful planners", geography="Leeds")) == "careful planners in Leeds"
    assert described(IdealClient(named_person="Ana Ruiz")) == "Ana Ruiz"
    assert described(IdealClient()) == ""


def test_one_of_a_kind_is_asked_for_in_whole_words() -> None:
    assert one_of("plant managers at food makers") == "one of the plant managers at food makers"
    assert one_of("office manager in Leeds") == "an office manager in Leeds"
    assert one_of("the head of fleet") == "the head of fleet"
    assert one_of("people near the harbour") == "one of the people near the harbour"


def test_a_business_reason_becomes_a_sentence() -> None:
    assert reason_line(BusinessReason("cut unplanned stops by a third")) == "We cut unplanned stops by a third."
    assert reason_line(BusinessReason("we halved the queue", "a bakery in Leeds")) == "We halved the queue for a bakery in Leeds."
    assert reason_line(BusinessReason("Brightwell has its Fridays back.")) == "Brightwell has its Fridays back."
    assert reason_line(BusinessReason("")) == ""


def test_without_a_script_the_rep_s_own_words_of_the_take_make_the_line() -> None:
    text = "Who runs the florists in Leeds?"
    judgement = found(text, industry="florists", geography="in Leeds", introduction_request=None)
    lines = candidates("introduction_request", Profile(), text, judgement, {})
    assert lines == ("Would you introduce me to one of the florists in Leeds, on a call for the three of us?",)
    assert candidates("business_reason", Profile(), text, judgement, {}) == ()


def test_the_sentence_of_the_intro_script_comes_first() -> None:
    profile = Profile(reasons=(BusinessReason("halved the queue"),), intro="Bakers sleep an hour longer since they use us.")
    intro = {"business_reason": profile.intro}
    assert candidates("needy", profile, "", Judgement(), intro) == (profile.intro, "We halved the queue.")


def test_an_apology_is_replaced_by_what_came_after_it() -> None:
    text = "Sorry to ask this, but who runs the bakery on your street?"
    assert candidates("apologetic", Profile(), text, found(text, apologetic="Sorry to ask this"), {}) == (
        "Who runs the bakery on your street?",
    )


def test_a_sentence_is_found_with_and_without_punctuation() -> None:
    text = "First one. The second is here! And more"
    assert text[slice(*sentence_at(text, 15, 20))] == "The second is here!"
    assert [text[slice(*span)] for span in sentence_spans(text)] == ["First one.", "The second is here!", "And more"]
    long = " ".join(f"word{number}" for number in range(200))
    start, end = sentence_at(long, long.index("word100"), long.index("word100") + 7)
    assert "word100" in long[start:end]
    assert len(long[start:end].split()) <= MOST_WORDS + 1
    assert shortened("one two three", 2) == "one two …"
