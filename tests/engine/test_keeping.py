"""What of the sound may go, and when; what is done in the background, and by the commands."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from samples import sample_attempt

from refcoach.cli.main import main
from refcoach.core.assets import asset
from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.chain import digest
from refcoach.core.entries import REVIEW, SHARE
from refcoach.core.records import attempt_record
from refcoach.core.review import Head, Review, Share
from refcoach.engine.compacting import compacted
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.housekeeping import FOLD_LINES, Housekeeping
from refcoach.engine.keeping import Keeping
from refcoach.speech.capture import describe
from refcoach.speech.wav import read_speech

TAKE = asset("takes", "ask-after-praise.wav")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    opened = open_desk()
    yield opened
    opened.close()


def practised(desk: Desk, number: int, days_ago: float, state: AttemptState = AttemptState.CHECKED) -> Attempt:
    """A logged attempt with its sound."""
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="milliseconds")
    made = sample_attempt(number)
    assert made.take is not None
    made = replace(made, at=at, state=state, take=replace(made.take, file=f"{at[:7]}/{made.attempt_id}.wav"))
    assert made.take is not None
    path = desk.shelf.new_path(made.attempt_id, at)
    path.write_bytes(TAKE.read_bytes())
    desk.log.put_attempt(made)
    return made


def keeping(desk: Desk) -> Keeping:
    return Keeping(desk, lambda: NOW)


def named(attempts: list[Attempt]) -> set[str]:
    return {attempt.attempt_id for attempt in attempts}


def test_nothing_is_due_while_sound_is_kept_for_ever(desk: Desk) -> None:
    practised(desk, 1, 3000)
    assert list(keeping(desk).due()) == []


def test_only_checked_sound_that_is_older_is_due(desk: Desk) -> None:
    old, older = practised(desk, 1, 31), practised(desk, 2, 400)
    practised(desk, 3, 29)
    practised(desk, 4, 400, AttemptState.KEPT)
    stranger = desk.places.takes / "2020-01" / "stranger.wav"
    stranger.parent.mkdir()
    stranger.write_bytes(b"x")
    desk.save_settings(keep_audio_days=30)
    assert {path.stem for path in keeping(desk).due()} == named([old, older])


def test_shared_sound_waits_thirty_days_for_its_review(desk: Desk) -> None:
    attempts = [practised(desk, number, 60) for number in range(4)]
    ids = [attempt.attempt_id for attempt in attempts]

    def share(name: str, days_ago: float, with_audio: tuple[str, ...]) -> None:
        at = (NOW - timedelta(days=days_ago)).isoformat()
        desk.put(SHARE, Share(name, at, "2026-09-01", "2026-10-01", tuple(ids), with_audio, Head()))

    share("fresh", 29, (ids[0],))
    share("forgotten", 31, (ids[1],))
    share("reviewed", 5, (ids[2],))
    desk.put(REVIEW, Review("r", "reviewed", "Ines", NOW.isoformat(), NOW.isoformat(), Head()))
    desk.save_settings(keep_audio_days=30)
    assert {path.stem for path in keeping(desk).due()} == set(ids[1:])


def test_a_compressed_take_is_found_under_the_name_in_the_log_and_its_entry_is_as_it_was(desk: Desk) -> None:
    attempt = practised(desk, 1, 3)
    before = digest(attempt_record(attempt))
    path = desk.take_path(attempt)
    assert path is not None
    samples, described = read_speech(path), describe(path)
    assert compacted(desk, keeping(desk)).compressed == 1
    small = desk.take_path(attempt)
    assert small is not None
    assert small.suffix == ".flac"
    assert np.array_equal(read_speech(small), samples)
    assert describe(small).speech_dbfs == described.speech_dbfs
    stored = desk.log.attempt(attempt.attempt_id)
    assert stored is not None
    assert digest(attempt_record(stored)) == before


def test_unchecked_takes_and_takes_under_way_are_not_compressed(desk: Desk) -> None:
    practised(desk, 1, 3, AttemptState.KEPT)
    recorded = practised(desk, 2, 3)
    path = desk.take_path(recorded)
    assert path is not None
    desk.shelf.begin({"attempt_id": recorded.attempt_id}, path)
    assert list(keeping(desk).compressible()) == []
    desk.shelf.done(path)
    assert [path.stem for path in keeping(desk).compressible()] == [recorded.attempt_id]
    assert list(keeping(desk).compressible(NOW - timedelta(days=4))) == []


def test_compacting_deletes_compresses_removes_leftovers_and_folds(desk: Desk) -> None:
    old, new = practised(desk, 1, 100), practised(desk, 2, 1)
    leftover = desk.places.takes / new.at[:7] / ".x.flac.1-ab.tmp"
    leftover.write_bytes(b"half")
    import os

    os.utime(leftover, (0, 0))
    desk.save_settings(keep_audio_days=30)
    done = compacted(desk, keeping(desk))
    assert (done.compressed, done.deleted, done.leftovers, done.trouble) == (1, 1, 1, "")
    assert desk.take_path(old) is None
    assert desk.take_path(new) is not None
    assert desk.log.waiting() == 0
    assert named(desk.attempts()) == named([old, new])
    used = desk.space()
    assert (used.wav_takes, used.flac_takes, used.wav) == (0, 1, 0)


def test_the_background_tidies_up_step_by_step_and_gives_way_to_a_take(desk: Desk) -> None:
    taken = [practised(desk, number, 3) for number in range(3)]
    old = practised(desk, 9, 100)
    desk.save_settings(keep_audio_days=30)
    busy = threading.Event()
    house = Housekeeping(desk, busy.is_set, lambda: NOW)
    steps = house.steps()
    assert next(steps).startswith("deleted")
    assert desk.take_path(old) is None
    busy.set()
    step = next(step for step in steps if step != "digest")
    assert step == "interrupted"
    assert all(path is not None and path.suffix == ".wav" for path in map(desk.take_path, taken))
    busy.clear()
    assert sum(step.startswith("compressed") for step in steps) == 3
    assert all(path is not None and path.suffix == ".flac" for path in map(desk.take_path, taken))


def test_the_background_folds_a_journal_that_has_grown(desk: Desk) -> None:
    house = Housekeeping(desk, lambda: False, lambda: NOW)
    for number in range(FOLD_LINES):
        assert not house.fold()
        desk.log.put_attempt(sample_attempt(number))
    assert house.fold()
    assert desk.log.waiting() == 0
    assert desk.log.count() == FOLD_LINES


def test_the_background_runs_until_it_is_ended(desk: Desk) -> None:
    attempt = practised(desk, 1, 3)
    house = Housekeeping(desk, lambda: False, lambda: NOW)
    thread = threading.Thread(target=house.run, args=(0.0,))
    thread.start()
    for _ in range(200):
        path = desk.take_path(attempt)
        if path is not None and path.suffix == ".flac":
            break
        threading.Event().wait(0.05)
    house.end()
    thread.join(10)
    assert not thread.is_alive()
    assert desk.take_path(attempt) is not None


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(list(argv)) == 0
    return capsys.readouterr().out


def test_the_commands_keep_compact_space_show_and_search(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    attempt = practised(desk, 1, (datetime.now(UTC) - NOW).total_seconds() / -86400 + 50)
    desk.close()
    assert "kept for ever" in told(capsys, "log", "keep")
    assert json.loads(told(capsys, "log", "space", "--json"))["wav_takes"] == 1
    shown = json.loads(told(capsys, "log", "compact", "--json"))
    assert (shown["compressed"], shown["deleted"]) == (1, 0)
    assert shown["after"]["flac_takes"] == 1
    assert json.loads(told(capsys, "log", "show", attempt.attempt_id[:31] + "1", "--json"))["take_path"].endswith(".flac")
    out = told(capsys, "log", "keep", "--days", "30")
    assert "kept 30 days" in out
    assert "sound of 1 take is older" in out
    assert "deleted the sound of 1" in told(capsys, "log", "compact")
    assert "sound deleted" in told(capsys, "log", "show", attempt.attempt_id)
    assert json.loads(told(capsys, "log", "keep", "--json")) == {"keep_audio_days": 30, "compress_takes": True, "due": 0}
    assert "Together" in told(capsys, "log", "space")

    [found] = [json.loads(line) for line in told(capsys, "log", "search", "PLANT managers", "ohio", "--json").splitlines()]
    assert found["attempt_id"] == attempt.attempt_id
    assert [place["text"] for place in found["places"]] == ["plant managers", "Ohio"]
    assert found["places"][0]["start_s"] == pytest.approx(attempt.transcript.words[9].start_s, abs=3)
    assert "plant managers" in told(capsys, "log", "search", "plant managers")
    assert told(capsys, "log", "search", "nobody said this") == "No attempt has these words.\n"
    assert told(capsys, "log", "search", "ohio", "--since", "2031") == "No attempt has these words.\n"
    assert main(["log", "search", " "]) == 2
    assert main(["log", "keep", "--days", "-1"]) == 2
