"""The domain's own rules."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcoach.core.attempt import Attempt, AttemptState, Take, TakeProblem
from refcoach.core.errors import AudioError, LogError, ModelError, PackError, RefCoachError, UsageError, error_from_code
from refcoach.core.feedback import MAX_STEPS, headline, next_steps
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict, evidence_at, soften
from refcoach.core.records import attempt_from, attempt_record
from refcoach.core.roleplay import answered, begin, move_on, pick
from refcoach.core.rubric import BY_KEY, CHECKS, ELEMENT_KEYS, FACET_KEYS, PITFALL_KEYS, REQUIRED_KEYS
from refcoach.core.scenario import Beat, Persona, Scenario
from refcoach.core.transcript import HeardWord, transcript_from_words, typed

WORDS = st.lists(st.text(st.characters(blacklist_categories=("Cs", "Zs", "Cc", "Zl", "Zp")), min_size=1, max_size=8), max_size=20)


def judged(**verdicts: str) -> Judgement:
    return Judgement(
        tuple(
            Finding(key, Verdict(verdict), 0.5, (Evidence("so many words", 0, 13),) if verdict == "present" else ())
            for key, verdict in verdicts.items()
        )
    )


def test_the_rubric_has_every_key_once() -> None:
    assert len(BY_KEY) == len(CHECKS) == 25
    assert REQUIRED_KEYS == ("ideal_client", "business_reason", "introduction_request")
    assert len(ELEMENT_KEYS) == 11
    assert len(FACET_KEYS) == 7
    assert len(PITFALL_KEYS) == 7
    assert all(check.question.endswith("?") and check.advice.endswith(".") for check in CHECKS)


@given(WORDS)
def test_every_word_of_a_transcript_stands_where_its_offsets_say(texts: list[str]) -> None:
    transcript = transcript_from_words([HeardWord(text, at, at + 0.5, 0.9) for at, text in enumerate(texts)], "test")
    assert [transcript.text[word.start : word.end] for word in transcript.words] == [word.text for word in transcript.words]


def test_a_span_of_characters_has_the_time_of_its_words() -> None:
    transcript = transcript_from_words([HeardWord(" put", 1.0, 1.2, 0.5), HeardWord(" us ", 1.2, 1.5, 0.7), HeardWord("", 2, 2, 1)], "test")
    assert transcript.text == "put us"
    assert transcript.time_span(4, 6) == (1.2, 1.5)
    assert transcript.confidence() == pytest.approx(0.6)
    assert typed("put us").time_span(0, 3) is None


def test_evidence_leaves_blanks_out_at_its_ends() -> None:
    assert evidence_at("a  word here ", 1, 13) == Evidence("word here", 3, 12)


def test_a_poor_take_turns_missing_into_unclear_and_keeps_what_was_heard() -> None:
    softened = soften(judged(ideal_client="present", business_reason="missing", needy="missing"), {"business_reason": "quiet"})
    assert [str(finding.verdict) for finding in softened.findings] == ["present", "unclear", "missing"]
    assert all(finding.verdict is not Verdict.MISSING for finding in soften(softened, True).findings)


def test_there_are_at_most_three_next_steps_and_misses_come_first() -> None:
    found = judged(ideal_client="missing", business_reason="missing", introduction_request="present", needy="present", apologetic="present")
    steps = next_steps(found)
    # The own need stands where the reason should be: it is quoted there and needs no step of its own.
    assert [step.key for step in steps] == ["ideal_client", "business_reason", "apologetic"]
    assert len(steps) == MAX_STEPS
    assert [step.quote for step in steps] == ["", "so many words", "so many words"]
    assert steps[1].lacks.startswith("It gives your own need")


def test_what_could_not_be_told_is_never_a_next_step() -> None:
    assert next_steps(judged(ideal_client="unclear", business_reason="unclear", introduction_request="unclear")) == ()


def test_an_optional_check_is_suggested_only_when_there_is_room() -> None:
    found = judged(
        ideal_client="present", business_reason="present", introduction_request="present", easy_out="missing", follow_up="missing"
    )
    assert [step.key for step in next_steps(found, optional=("easy_out", "follow_up"))] == ["easy_out"]


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        (("present", "present", "present"), "I heard all three: ideal client, business reason and introduction."),
        (("present", "missing", "present"), "I heard two of three. Not heard yet: business reason."),
        (
            ("missing", "missing", "unclear"),
            "I heard none of three. Not heard yet: ideal client and business reason. Could not tell: introduction.",
        ),
        (("unclear", "unclear", "unclear"), "I could not tell from this recording."),
    ],
)
def test_the_headline_says_what_was_heard(verdicts: tuple[str, str, str], sentence: str) -> None:
    assert headline(judged(**dict(zip(REQUIRED_KEYS, verdicts, strict=True)))) == sentence


def scenario() -> Scenario:
    beats = (Beat("one", ("Hello.", "Good day.", "Hi there.")), Beat("two", ("Well?",)))
    return Scenario("s", "p", "1", "Title", Persona("Ann"), "There.", "", beats, closing=("Bye.",))


def test_a_role_play_goes_through_its_beats_and_ends() -> None:
    play = begin(scenario(), 3)
    assert (play.beat_id, play.tries) == ("one", 0)
    play = answered(answered(play))
    assert play.tries == 2
    play = move_on(scenario(), play)
    assert (play.beat_id, play.line, play.tries) == ("two", "Well?", 0)
    play = move_on(scenario(), play)
    assert play.finished
    assert play.line == "Bye."
    assert move_on(scenario(), play) == play


def test_the_same_seed_gives_the_same_line_and_seeds_differ() -> None:
    assert {begin(scenario(), seed).line for seed in range(30)} == {"Hello.", "Good day.", "Hi there."}
    assert begin(scenario(), 5) == begin(scenario(), 5)
    assert pick((), 1, "x") == ""


@given(st.text(), WORDS, st.sampled_from(AttemptState), st.booleans())
def test_an_attempt_survives_its_record_and_json(client: str, texts: list[str], state: AttemptState, spoken: bool) -> None:
    transcript = transcript_from_words([HeardWord(text, at * 0.25, at * 0.25 + 0.125, 0.5) for at, text in enumerate(texts)], "test")
    attempt = Attempt(
        attempt_id="a1",
        session_id="s1",
        scenario="ask",
        scenario_version="1.0",
        pack="pack",
        beat="beat",
        client=client,
        number=2,
        at="2026-11-23T10:00:00+00:00",
        required=("ideal_client",),
        optional=("easy_out",),
        state=state,
        transcript=transcript,
        judgement=judged(ideal_client="present", industry="unclear", needy="missing"),
        next_steps=next_steps(judged(ideal_client="missing")),
        take=Take("x.wav", 1.5, 16000, -3.0, -20.5, (TakeProblem.CLIPPED,)) if spoken else None,
    )
    assert attempt_from(json.loads(json.dumps(attempt_record(attempt)))) == attempt


@pytest.mark.parametrize("kind", [UsageError, PackError, AudioError, LogError, ModelError])
def test_an_error_keeps_its_kind_between_processes(kind: type[RefCoachError]) -> None:
    rebuilt = error_from_code(kind.code, "what", "do this")
    assert type(rebuilt) is kind
    assert (rebuilt.message, rebuilt.hint) == ("what", "do this")


def test_exit_codes_are_those_of_the_command_line_contract() -> None:
    assert [kind.exit_code for kind in (UsageError, PackError, AudioError, LogError, ModelError)] == [2, 3, 4, 5, 6]
