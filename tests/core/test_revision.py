"""Corrected words, contested findings, parts said again, and how they count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_attempt

from refcoach.core.attempt import Attempt, AttemptState, Change
from refcoach.core.errors import UsageError
from refcoach.core.feedback import Feedback
from refcoach.core.finding import Evidence, Finding, Judgement, Verdict
from refcoach.core.joined import joined
from refcoach.core.profile import Profile, profile_from, profile_record
from refcoach.core.progress import Tally, tallies
from refcoach.core.records import attempt_from, attempt_record
from refcoach.core.revision import (
    Claim,
    contested,
    contested_words,
    corrected_words,
    first_verdict,
    quote_in,
    revised,
    taken_back,
    words_corrected,
)
from refcoach.core.transcript import HeardWord, transcript_from_words

AT = "2026-11-25T10:00:00.000+00:00"


def with_verdicts(attempt: Attempt, **verdicts: str) -> Attempt:
    findings = tuple(
        replace(finding, verdict=Verdict(verdicts.get(finding.key, str(finding.verdict)))) for finding in attempt.judgement.findings
    )
    return replace(attempt, judgement=Judgement(findings))


@given(st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=9), st.data())
def test_a_correction_keeps_every_word_at_its_place_and_in_time(words: list[str], data: st.DataObject) -> None:
    heard = transcript_from_words([HeardWord(word, at * 0.5, at * 0.5 + 0.4, 0.6) for at, word in enumerate(words)], "test")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    said = data.draw(st.lists(st.text("xyz", min_size=1, max_size=5), min_size=1, max_size=4))
    now = words_corrected(heard, first, last, " ".join(said))
    assert [now.text[word.start : word.end] for word in now.words] == [word.text for word in now.words]
    assert [word.text for word in now.words] == [*words[:first], *said, *words[last + 1 :]]
    times = [time for word in now.words for time in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert [word.probability for word in now.words[first : first + len(said)]] == [1.0] * len(said)
    assert now.words[first].heard == " ".join(words[first : last + 1])


def test_what_was_heard_first_is_remembered_through_a_second_correction() -> None:
    heard = transcript_from_words([HeardWord(word, at, at + 0.5, 0.4) for at, word in enumerate(["where", "a", "lion", "stops"])], "test")
    once = words_corrected(heard, 2, 2, "line has")
    attempt = replace(sample_attempt(1), transcript=once)
    assert corrected_words(attempt) == (("lion", "line has"),)
    again = attempt_from(attempt_record(attempt))
    assert corrected_words(again) == corrected_words(attempt)
    assert again.transcript.text == "where a line has stops"


def test_a_correction_of_nothing_or_by_nothing_is_refused() -> None:
    heard = transcript_from_words([HeardWord("one", 0, 1, 0.5)], "test")
    with pytest.raises(UsageError, match="not in the take"):
        words_corrected(heard, 0, 1, "two")
    with pytest.raises(UsageError, match="at least one word"):
        words_corrected(heard, 0, 0, "  ")


def test_a_quote_is_found_whatever_its_case_and_punctuation() -> None:
    attempt = sample_attempt(1)
    quote = quote_in(attempt.transcript, "PUT the two of us, on a call!")
    assert quote is not None
    assert quote.text == "put the two of us on a call"
    assert quote_in(attempt.transcript, "nothing of the kind") is None
    assert quote_in(attempt.transcript, " ?! ") is None


def test_a_contested_miss_is_present_only_when_the_judge_hears_it_and_never_missing() -> None:
    quote = Evidence("who keeps bees", 0, 14)
    before = Judgement((Finding("ideal_client", Verdict.MISSING, 0.1),))
    claim = Claim("ideal_client", True, quote)
    heard = contested(before, claim, Finding("ideal_client", Verdict.PRESENT, 0.9))
    assert heard.findings[0].verdict is Verdict.PRESENT
    assert heard.findings[0].evidence == (quote,)
    assert contested(before, claim, Finding("ideal_client", Verdict.MISSING, 0.1)).findings[0].verdict is Verdict.UNCLEAR
    assert (
        contested(before, Claim("ideal_client", True), Finding("ideal_client", Verdict.PRESENT, 0.9)).findings[0].verdict is Verdict.UNCLEAR
    )


def test_a_contested_pitfall_is_at_most_unclear() -> None:
    before = Judgement((Finding("needy", Verdict.PRESENT, 0.8, (Evidence("I need it", 0, 9),)),))
    claim = Claim("needy", False, before.findings[0].evidence[0])
    assert contested(before, claim, Finding("needy", Verdict.PRESENT, 0.9)).findings[0].verdict is Verdict.UNCLEAR
    assert contested(before, claim, Finding("needy", Verdict.MISSING, 0.0)).findings[0].verdict is Verdict.MISSING
    with pytest.raises(UsageError, match="not checked for apologetic"):
        contested(before, Claim("apologetic", False), before.findings[0])


def test_both_versions_are_kept_marked_and_can_be_taken_back() -> None:
    attempt = attempt_from(attempt_record(sample_attempt(3)))  # times as the log rounds them
    judgement = with_verdicts(attempt, ideal_client="unclear").judgement
    now = revised(attempt, Change.SAID, AT, attempt.transcript, judgement, Feedback(), key="ideal_client", quote="plant managers")
    read = attempt_from(attempt_record(now))
    assert read == now
    assert read.contested == ("ideal_client",)
    assert contested_words(read, "ideal_client") == "plant managers"
    assert (first_verdict(read, "ideal_client"), read.judgement.verdict("ideal_client")) == (Verdict.MISSING, Verdict.UNCLEAR)
    assert taken_back(read) == attempt
    with pytest.raises(UsageError, match="Nothing was changed"):
        taken_back(attempt)


def part_of(first: Attempt, number: int, key: str, verdict: str) -> Attempt:
    part = with_verdicts(sample_attempt(number), introduction_request="missing", **{key: verdict})
    return replace(part, part_of=first.attempt_id, only=(key,), required=(key,), optional=())


def test_a_part_said_again_mends_its_own_check_alone_and_counts_as_the_same_attempt() -> None:
    first = sample_attempt(1)
    good, other = part_of(first, 2, "ideal_client", "present"), part_of(first, 3, "business_reason", "missing")
    wholes = joined([other, good, first])
    assert [whole.first for whole in wholes] == [first]
    whole = wholes[0]
    assert whole.takes == 3
    assert whole.parts == (good, other)
    assert whole.finding("ideal_client") == (good, good.judgement.get("ideal_client"))
    assert whole.finding("introduction_request")[0] is first
    assert [str(whole.judgement.verdict(key)) for key in first.required] == ["present", "missing", "present"]
    assert joined([good])[0].first is good


def test_statistics_count_whole_attempts_and_never_a_contested_miss() -> None:
    first = sample_attempt(1)
    contested_one = with_verdicts(sample_attempt(5), ideal_client="unclear")
    contested_one = revised(
        sample_attempt(5), Change.SAID, AT, contested_one.transcript, contested_one.judgement, Feedback(), key="ideal_client"
    )
    waiting = replace(sample_attempt(6), state=AttemptState.KEPT)
    counted = tallies(joined([first, part_of(first, 2, "ideal_client", "present"), sample_attempt(4), contested_one, waiting]))
    assert counted["ideal_client"] == Tally(heard=1, missed=1, could_not_tell=1, contested=1)
    assert counted["ideal_client"].share == 0.5
    assert counted["introduction_request"] == Tally(heard=3)
    assert Tally().share is None


def test_a_profile_is_the_same_after_a_round_trip_and_refuses_other_shapes() -> None:
    profile = Profile(name="Dana", names=("Priya Nair", "Nair"), intro="I help bakers.")
    assert profile_from(profile_record(profile)) == profile
    assert profile.spoken_names() == ("Dana", "Priya Nair", "Nair")
    assert profile_from({"reasons": ["we halved the queue"]}).reasons[0].result == "we halved the queue"
    for wrong in ({"names": "one"}, {"reasons": [3]}, {"ideal_client": []}, {"intro": 5}, {"intro": "x" * 3000}):
        with pytest.raises(ValueError, match=r"is not|is longer|is neither"):
            profile_from(wrong)


def test_what_is_contested_in_a_part_is_open_and_no_miss_and_the_steps_left_are_those_not_met() -> None:
    first = sample_attempt(1)
    steps = first.next_steps
    assert [step.key for step in steps] == ["ideal_client", "business_reason"]
    missed = part_of(first, 2, "business_reason", "missing")
    later = replace(steps[1], quote="We cut their stops.")
    missed = replace(missed, next_steps=(later,))
    whole = joined([first, missed])[0]
    assert whole.next_steps == (steps[0], later)
    unclear = with_verdicts(missed, business_reason="unclear")
    assert joined([first, unclear])[0].finding("business_reason")[0] is first  # a poor recording alone mends nothing
    said = revised(missed, Change.SAID, AT, missed.transcript, unclear.judgement, Feedback(), key="business_reason")
    whole = joined([first, said])[0]
    assert whole.judgement.verdict("business_reason") is Verdict.UNCLEAR
    assert whole.next_steps == (steps[0],)
