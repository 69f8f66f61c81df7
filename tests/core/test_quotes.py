"""The words that feedback quotes: whole enough to read, and none that the point is not about."""

from refcoach.core.feedback import Asked, SecondLook, feedback, next_steps, praise
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.sentences import clause_at, sentence_at
from refcoach.core.transcript import typed


def judged(text: str, **quotes: str | None) -> Judgement:
    """Findings on `text`: a quote for what is present, None for what is missing."""

    def found(key: str, words: str | None) -> Finding:
        if words is None:
            return Finding(key, Verdict.MISSING, 0.1)
        return Finding(key, Verdict.PRESENT, 0.9, (Evidence(words, text.index(words), text.index(words) + len(words)),))

    return Judgement(tuple(found(key, words) for key, words in quotes.items()))


def test_a_long_sentence_that_ends_with_a_mark_is_shown_whole() -> None:
    text = "Hello. " + " ".join(f"word{number}" for number in range(38)) + ". Goodbye."
    assert text[slice(*sentence_at(text, text.index("word20"), text.index("word21")))].endswith("word37.")
    assert text[slice(*sentence_at(text, text.index("word20"), text.index("word21")))].startswith("word0")


def test_a_new_line_ends_a_sentence() -> None:
    text = "so good to see the loft done\ncan you bring me together with your aunt"
    at = text.index("bring")
    assert text[slice(*sentence_at(text, at, at + 5))] == "can you bring me together with your aunt"


def test_a_clause_ends_at_commas_and_leaves_its_joints() -> None:
    text = "The lift has run since May, and I could really do with the work, so please help."
    at = text.index("do with")
    assert text[slice(*clause_at(text, at, at + 7))] == "I could really do with the work"


def test_the_step_shows_the_part_of_a_long_sentence_that_it_is_about() -> None:
    text = (
        "It is a small favour, but would there be someone or other whom you could bring me together with, "
        "the queue at your own counter is gone since we changed the tills?"
    )
    judgement = judged(text, ideal_client=None, generic_ask="someone or other", business_reason="the queue at your own counter is gone")
    (step,) = next_steps(judgement, ("ideal_client",), text=text)
    assert step.quote == "would there be someone or other whom you could bring me together with"


def test_speech_without_marks_is_cut_where_something_else_is_said() -> None:
    text = (
        "right you know your queues at the counter are gone since we came in the spring that is quite something so could you maybe "
        "let me have the mobile number of the lady who runs the bakery over in the old station building next to yours"
    )
    judgement = judged(
        text,
        introduction_request=None,
        business_reason="your queues at the counter are gone since we came in the spring that is quite something",
        cold_referral="let me have the mobile number",
    )
    (step,) = next_steps(judgement, ("introduction_request",), text=text)
    assert step.quote.startswith("could you maybe let me have the mobile number")
    assert "queues" not in step.quote


def test_an_apology_is_quoted_without_the_ask_beside_it() -> None:
    text = "Sorry for being so forward, would you bring the baker along?"
    judgement = judged(text, introduction_request="would you bring the baker along", apologetic="Sorry for being so forward")
    assert next_steps(judgement, ("introduction_request",), text=text)[0].quote == "Sorry for being so forward"


def test_a_yes_no_question_for_just_anyone_is_one_fault() -> None:
    text = "Do you know anyone at all who could use a baker?"
    judgement = judged(text, ideal_client=None, generic_ask="anyone at all", closed_question="Do you know anyone at all")
    assert [step.key for step in next_steps(judgement, ("ideal_client",), text=text)] == ["ideal_client"]
    elsewhere = judged(text + " Is there somebody?", ideal_client=None, generic_ask="anyone at all", closed_question="Is there somebody")
    steps = next_steps(elsewhere, ("ideal_client",), text=text + " Is there somebody?")
    assert [step.key for step in steps] == ["ideal_client", "closed_question"]


def test_what_the_same_line_mends_comes_after_the_other_faults() -> None:
    text = "Send me their numbers. May I say you sent me? Remember me to them. I need the orders. Forgive me for asking."
    judgement = judged(
        text,
        cold_referral="Send me their numbers",
        name_drop="May I say you sent me",
        passive_mention="Remember me to them",
        needy="I need the orders",
        apologetic="Forgive me for asking",
    )
    assert [step.key for step in next_steps(judgement, (), text=text)] == ["cold_referral", "needy", "apologetic"]


def test_nothing_optional_is_suggested_while_something_required_is_missing() -> None:
    judgement = Judgement(tuple(Finding(key, Verdict.MISSING, 0.1) for key in ("follow_up", "easy_out")))
    assert [step.key for step in next_steps(judgement, ("follow_up",), ("easy_out",))] == ["follow_up"]
    assert [step.key for step in next_steps(judgement, (), ("easy_out",))] == ["easy_out"]


def test_praise_leaves_out_the_words_that_are_found_fault_with() -> None:
    text = "May I come back to something that you told me about your neighbours who could all use a baker?"
    judgement = judged(text, permission=text[:-1], generic_ask="who could all use a baker")
    assert [item.quote for item in praise(judgement, text=text)] == ["May I come back to something that you told me about your neighbours"]


def test_what_is_left_of_a_quote_is_praised_only_where_it_proves_itself() -> None:
    text = "I would be glad of any introduction. You could do it by phone, by letter or over a cup of tea."
    judgement = judged(text, introduction_request=text[:-1], generic_ask="any introduction")
    unproven = SecondLook(proves=lambda key, quote: False)
    assert praise(judgement, text=text, look=unproven) == ()
    assert praise(judgement, text=text)[0].quote == "You could do it by phone, by letter or over a cup of tea"


def test_what_its_quote_proves_is_praised_first() -> None:
    text = "The week of the flood, when Jan slept in the van. Whom do you know at the mill?"
    judgement = judged(text, business_reason="when Jan slept in the van", open_question="Whom do you know at the mill")
    look = SecondLook(proves=lambda key, quote: key == "open_question")
    assert [item.key for item in praise(judgement, ("business_reason",), text, look)] == ["open_question", "business_reason"]


def test_two_long_sentences_are_praised_in_one_of_them() -> None:
    first = "We had the ovens of the bakery on the corner running again before the first customers came in that morning"
    text = f"{first}. And nobody in the whole street had to go without a warm roll for even a single day of that week."
    assert praise(judged(text, business_reason=text[:-1]), text=text)[0].quote == first


def test_steps_and_praise_come_together() -> None:
    text = "Your lift runs again. I would like to meet the baker."
    judgement = judged(text, business_reason="lift runs", ideal_client="the baker", introduction_request=None)
    said = feedback(typed(text), judgement, Asked(), SecondLook(line_for=lambda key: "Would you bring us together?"))
    assert [item.quote for item in said.praise] == ["Your lift runs again", "I would like to meet the baker"]
    assert said.steps[0].line == "Would you bring us together?"


def test_words_that_may_hold_a_check_after_all_are_not_said_to_lack_it() -> None:
    text = "The mill on the Aare grinds twice as much now."
    missing = Finding("business_reason", Verdict.MISSING, 0.2, nearest=Evidence(text, 0, len(text)))
    blamed = next_steps(Judgement((missing,)), ("business_reason",), text=text)
    assert (blamed[0].quote, blamed[0].lacks) == (text, "It does not say what changed for a client.")
    spared = next_steps(Judgement((missing,)), ("business_reason",), text=text, look=SecondLook(may_hold=lambda key, quote: True))
    assert (spared[0].quote, spared[0].lacks, spared[0].text) == ("", "", blamed[0].text)
