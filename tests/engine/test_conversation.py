"""One conversation: its takes count as tries, and its session ends only where the client has closed it."""

from dataclasses import replace

import pytest

from refcoach.core.roleplay import as_it_stands
from refcoach.engine.attempts import Clock
from refcoach.engine.conversation import Conversation, open_conversation
from refcoach.engine.library import scenarios


@pytest.fixture
def clock() -> Clock:
    ids = iter(f"id{number}" for number in range(100))
    return Clock(lambda: "2026-11-23T09:14:00.000+01:00", lambda: next(ids))


@pytest.fixture
def talk(clock: Clock) -> Conversation:
    return open_conversation(scenarios()[0], 7, as_it_stands, clock)


def test_a_take_counts_as_a_try_once_and_the_session_names_it(talk: Conversation, clock: Clock) -> None:
    frame = talk.frame(clock)
    assert (frame.session_id, frame.number, frame.beat) == (talk.session.session_id, 1, talk.scenario.beats[0].id)
    tried = talk.with_take(frame.attempt_id).with_take(frame.attempt_id)
    assert tried.session.attempts == (frame.attempt_id,)
    assert tried.frame(clock).number == 2


def test_a_session_has_its_end_only_where_the_client_has_closed_the_conversation(talk: Conversation, clock: Clock) -> None:
    assert talk.ended(clock) == talk
    for _ in range(50):
        talk = talk.with_take(talk.frame(clock).attempt_id).moved_on(None)
        if talk.play.finished:
            break
    assert talk.beat is None
    assert talk.ended(clock).session == replace(talk.session, ended_at=clock.now())
    with pytest.raises(ValueError, match="is over"):
        talk.frame(clock)


def test_the_rep_s_own_words_stand_in_what_the_client_says(clock: Clock) -> None:
    talk = open_conversation(scenarios()[0], 7, str.upper, clock)
    assert talk.play.line == talk.play.line.upper() != ""
