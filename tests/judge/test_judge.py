"""The judge on texts that try to mislead it, and on texts of every shape."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refcoach.core.finding import Verdict
from refcoach.core.rubric import CHECKS, FACET_KEYS, REQUIRED_KEYS
from refcoach.core.transcript import HeardWord, transcript_from_words, typed
from refcoach.judge.judge import Judge
from refcoach.judge.model import JudgeModel
from refcoach.judge.rules import RULES, denied

JUDGE = Judge()
ASK = (
    "Claims down by half, that is good to hear, Tomasz. Which haulage owners near Rotterdam have just bought their first refrigerated "
    "trucks? Would you ring one of them first, so that my call is expected?"
)


def present(text: str) -> set[str]:
    return set(JUDGE.judge(typed(text)).present_keys())


@pytest.mark.parametrize(
    "text",
    [
        "He introduced me to his dog, and then the dog introduced itself to my trousers.",
        "The introduction of the new tax form is next month, so keep the old ones until then.",
        "I connected the printer to the network and put the cable in touch with the wall.",
        "We met at a referral conference and the coffee was dreadful.",
        "I am not asking you for an introduction. I only need your signature on page four.",
        "Don't worry, I don't want you to introduce me to anybody today.",
        "My sister asked her boss to introduce her to the board, and he laughed.",
        "Could you put the kettle on and the milk back?",
        "Call me on Thursday about the invoice, please.",
    ],
)
def test_the_words_of_the_rubric_in_other_roles_are_no_request(text: str) -> None:
    assert "introduction_request" not in present(text)


@pytest.mark.parametrize(
    "text",
    [
        "Any chance of you, her and me round one table next week?",
        "Would you give him a ring before I do, so that he knows who I am and why?",
        "Could you get the three of us on the phone some time on Friday?",
        "Bring her along to our breakfast and sit her next to me.",
    ],
)
def test_a_request_without_the_usual_words_is_heard(text: str) -> None:
    assert "introduction_request" in present(text)


def test_the_parts_of_an_ask_are_quoted_where_they_stand() -> None:
    judgement = JUDGE.judge(typed(ASK))
    assert set(REQUIRED_KEYS) - set(judgement.present_keys()) <= {"business_reason"}
    for finding in judgement.findings:
        assert all(ASK[item.start : item.end] == item.text for item in finding.evidence)
    request = judgement.get("introduction_request")
    assert request is not None
    assert "ring one of them" in " ".join(item.text for item in request.evidence)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_every_check_and_exact_evidence(text: str) -> None:
    judgement = JUDGE.judge(typed(text))
    assert [finding.key for finding in judgement.findings] == [check.key for check in CHECKS]
    for finding in judgement.findings:
        assert finding.present <= bool(finding.evidence)
        assert 0.0 <= finding.score <= 1.0
        for item in finding.evidence:
            assert item.text
            assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("text", ["", "   \n", "...", "🙂🙂🙂", "Ja.", "Добрый день, как ваши дела?", "お元気ですか。"])
def test_nothing_required_is_found_where_nothing_was_asked(text: str) -> None:
    assert not present(text) & set(REQUIRED_KEYS)


def test_the_rules_hold_on_every_combination_the_model_may_give() -> None:
    for text in (ASK, "Do you know anyone who needs a van?", "Who do you know?", "Thank you for the tea."):
        found = frozenset(present(text))
        for rule in RULES:
            assert rule.key not in found or rule.allows(found), (text, rule)
        assert ("ideal_client" in found) == bool(found & set(FACET_KEYS))


def test_a_denial_reaches_to_the_end_of_its_sentence_only() -> None:
    text = "I am not asking for an introduction to him. Would you introduce me to her?"
    ((start, end),) = denied("introduction_request", text)
    assert text[start:end] == "I am not asking for an introduction to him"
    assert "introduction_request" in present(text)


def test_a_very_long_answer_is_judged_to_its_end_in_bounded_time() -> None:
    filler = "We talked about the weather, the harbour and the new bridge for quite a while. "
    text = filler * (100_000 // len(filler)) + ASK
    begun = time.monotonic()
    judgement = JUDGE.judge(typed(text))
    assert time.monotonic() - begun < 90
    request = judgement.get("introduction_request")
    assert request is not None
    assert request.verdict is Verdict.PRESENT
    assert request.evidence[-1].start > 99_000


def test_words_that_the_recogniser_doubts_are_unclear_not_present() -> None:
    def heard(probability: float) -> Verdict:
        words = [HeardWord(word, at * 0.3, at * 0.3 + 0.2, probability) for at, word in enumerate(ASK.split())]
        return JUDGE.judge(transcript_from_words(words, "test")).verdict("introduction_request")

    assert heard(0.9) is Verdict.PRESENT
    assert heard(0.2) is Verdict.UNCLEAR


def test_what_a_text_scores_does_not_depend_on_what_follows_it() -> None:
    """A window of a long text is scored as if it were alone: a network that rounds by the largest value of a batch would change it."""
    window = " ".join([ASK] * 5)  # longer than one window
    first, longer = JUDGE.model.scores(window), JUDGE.model.scores(f"{window} {'Zebras, xylophones and quartz! ' * 60}")
    alone = [piece for piece in first.pieces if piece.end < len(window) // 2]
    assert len(alone) > 100
    assert longer.pieces[: len(alone)] == tuple(alone)
    meanings = JUDGE.model.embeddings([ASK, "Zebras!", window])
    assert (meanings[0] == JUDGE.model.embeddings([ASK])[0]).all()
    assert JUDGE.model.embeddings([]).shape == (0, meanings.shape[1])


def test_a_text_that_goes_on_costs_only_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    model = JudgeModel()
    read: list[int] = []
    feed = JudgeModel._feed

    def noted(self: JudgeModel, ids: tuple[int, ...], outputs: list[str]) -> Any:
        read.append(len(ids))
        return feed(self, ids, outputs)

    monkeypatch.setattr(JudgeModel, "_feed", noted)
    talk = " ".join(f"On day {number} the yard was full and the crane stood still." for number in range(60))
    model.scores(talk)
    windows = len(read)
    assert windows >= 4
    model.scores(f"{talk} {ASK}")
    assert len(read) - windows <= 2
    before = len(read)
    model.scores(f"{talk} {ASK}")
    assert len(read) == before
