"""A running engine compresses checked takes of earlier runs by itself, and goes on to play, draw and check them."""

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from samples import sample_attempt
from virtual_sound import VirtualSound, available
from worker_process import WorkerProcess

from refcoach.core.assets import asset
from refcoach.core.attempt import AttemptState
from refcoach.engine.desk import open_desk

TAKE = asset("takes", "ask-after-praise.wav")
pytestmark = [pytest.mark.sound, pytest.mark.skipif(not available(), reason="PulseAudio is not installed")]


def test_a_take_is_compressed_while_idle_and_still_played_drawn_and_checked(tmp_path: Path, sound: VirtualSound) -> None:
    desk = open_desk(env={"REFCOACH_HOME": str(tmp_path)})
    attempt = sample_attempt(1)
    kept = replace(sample_attempt(2), state=AttemptState.KEPT)
    for each in (attempt, kept):
        assert each.take is not None
        shutil.copy(TAKE, desk.shelf.new_path(each.attempt_id, each.at))
        desk.log.put_attempt(each)
    desk.close()
    wav = desk.take_path(attempt)
    assert wav is not None
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        until = time.monotonic() + 90
        while wav.exists() and time.monotonic() < until:
            time.sleep(0.1)
        small = desk.take_path(attempt)
        assert small is not None
        assert small.suffix == ".flac"
        waiting = desk.take_path(kept)
        assert waiting is not None
        assert waiting.suffix == ".wav"
        worker.send(cmd="waveform", attempt_id=attempt.attempt_id)
        assert len(worker.wait_for("waveform")["peaks"]) == 400
        worker.send(cmd="play", attempt_id=attempt.attempt_id, from_s=10.0)
        worker.wait_for("playback_started")
        assert worker.wait_for("playback_finished")["completed"] is True
        worker.send(cmd="check_kept", attempt_id=attempt.attempt_id)
        record = worker.wait_for("attempt_logged")["attempt"]
        assert "plant managers" in record["transcript"]["text"]
        assert record["take"]["file"] == attempt.take.file  # type: ignore[union-attr]
        assert worker.shut_down() == 0
