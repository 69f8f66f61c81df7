"""The engine worker as a real process, with a real (virtual) microphone and the real recogniser."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import wave
from importlib.util import find_spec
from pathlib import Path

import pytest
import soundfile
from virtual_sound import VirtualSound, available
from worker_process import WorkerProcess, frame

from refcoach.core.assets import asset
from refcoach.core.attempt import Attempt, AttemptState
from refcoach.core.finding import Verdict
from refcoach.core.rubric import REQUIRED_KEYS
from refcoach.engine.desk import open_desk
from refcoach.speech.ports import RATE_HZ
from refcoach.speech.wav import read_speech
from refcoach.store.places import places

TAKE = asset("takes", "ask-after-praise.wav")
pytestmark = [pytest.mark.sound, pytest.mark.skipif(not available(), reason="PulseAudio is not installed")]


def logged(home: Path, attempt_id: str = "a" * 32) -> Attempt:
    desk = open_desk(env={"REFCOACH_HOME": str(home)})
    attempt = desk.log.attempt(attempt_id)
    assert attempt is not None
    desk.close()
    return attempt


def test_a_spoken_answer_is_recorded_recognised_judged_logged_and_playable(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        ready = worker.wait_for("ready")
        assert [microphone["name"] for microphone in ready["microphones"]] == ["VirtualMic"]
        worker.wait_for("warmed")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        assert worker.wait_for("recording_started")["microphone"] == "VirtualMic"
        sound.speak(TAKE).wait(60)
        worker.send(cmd="stop")
        assert worker.wait_for("recording_stopped")["reason"] == "done"
        record = worker.wait_for("attempt_logged")["attempt"]
        assert {key: record["elements"][key]["verdict"] for key in REQUIRED_KEYS} == dict.fromkeys(REQUIRED_KEYS, "present")
        levels = [event["rms_dbfs"] for event in worker.seen if event["event"] == "level"]
        assert max(levels) > -40 > min(levels)
        if find_spec("moonshine_voice") is not None:
            shown = [event["text"] for event in worker.seen if event["event"] == "partial"]
            assert len(shown) > 1
            assert "Thank you" in shown[-1]

        attempt = logged(tmp_path)
        assert attempt.state is AttemptState.CHECKED
        for finding in attempt.judgement.elements:
            assert all(attempt.transcript.text[item.start : item.end] == item.text for item in finding.evidence)

        worker.send(cmd="waveform", attempt_id="a" * 32)
        drawn = worker.wait_for("waveform", attempt_id="a" * 32)
        assert drawn["duration_s"] == pytest.approx(attempt.take.duration_s, abs=0.01)
        assert len(drawn["peaks"]) == 400
        assert 0.1 < max(drawn["peaks"]) <= 1.0
        worker.send(cmd="waveform", attempt_id="nobody")
        assert worker.wait_for("error", during="waveform")["attempt_id"] == "nobody"

        worker.send(cmd="play", attempt_id="a" * 32, from_s=attempt.take.duration_s - 1.0)
        worker.wait_for("playback_started")
        worker.wait_for("position")
        assert worker.wait_for("playback_finished")["completed"] is True
        assert worker.shut_down() == 0


def test_a_dictated_answer_comes_as_words_and_leaves_nothing_behind(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        worker.send(cmd="dictate", microphone_id=None)
        worker.wait_for("dictation_started")
        sound.speak(TAKE).wait(60)
        worker.send(cmd="stop_dictation")
        assert "plant managers" in worker.wait_for("dictated")["text"]
        worker.send(cmd="dictate", microphone_id=None)
        worker.wait_for("dictation_started")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)  # a take comes first
        worker.wait_for("dictation_stopped")
        worker.wait_for("recording_started")
        worker.send(cmd="keep")
        assert worker.wait_for("attempt_logged")["attempt"]["attempt_id"] == frame()["attempt_id"]
        assert worker.shut_down() == 0
    assert [path.stem for path in tmp_path.rglob("*.wav")] == [frame()["attempt_id"]]


def test_a_sound_check_is_heard_played_and_forgotten(tmp_path: Path, sound: VirtualSound) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "sound_check-7.wav").write_bytes(b"left by an engine that was killed")
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        assert not list(tmp_path.rglob("*.wav"))
        worker.send(cmd="sound_check", microphone_id=None)
        assert worker.wait_for("sound_check_started")["microphone"] == "VirtualMic"
        spoken = sound.speak(TAKE)
        assert worker.wait_for("sound_check_stopped")["heard"] is True  # by itself
        spoken.wait(60)
        levels = [event for event in worker.seen if event["event"] == "level"]
        assert 9.5 < levels[-1]["elapsed_s"] < 13
        heard = worker.wait_for("sound_check_heard")
        assert "plant managers" in heard["text"]
        assert heard["problems"] == []
        worker.send(cmd="play", attempt_id="sound_check", from_s=0.0)
        worker.wait_for("position", attempt_id="sound_check")
        worker.send(cmd="stop_playing")
        worker.wait_for("playback_finished", attempt_id="sound_check")
        assert len(list((tmp_path / "cache").glob("*.wav"))) == 1
        worker.send(cmd="forget_sound_check")
        worker.send(cmd="play", attempt_id="sound_check", from_s=0.0)
        assert worker.wait_for("error", during="play")["message"] == "The sound check is not there any more."
        assert not list((tmp_path / "cache").glob("*.wav"))

        worker.send(cmd="sound_check", microphone_id=None)
        worker.wait_for("sound_check_started")
        sound.unplug()
        assert worker.wait_for("sound_check_stopped")["heard"] is False
        lost = worker.wait_for("error", during="sound_check")
        assert "VirtualMic" in lost["message"]
        assert "take" not in lost["hint"]
        sound.plug_in()
        worker.send(cmd="sound_check", microphone_id=None)
        worker.wait_for("sound_check_started")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)  # a take comes first
        assert worker.wait_for("sound_check_stopped")["heard"] is False
        worker.wait_for("recording_started")
        worker.send(cmd="sound_check", microphone_id=None)
        assert worker.wait_for("error", during="sound_check")["message"] == "A take is being recorded."
        worker.send(cmd="keep")
        worker.wait_for("attempt_logged")
        worker.send(cmd="sound_check", microphone_id=None)
        worker.wait_for("sound_check_started")
        assert worker.shut_down() == 0
    assert [path.stem for path in tmp_path.rglob("*.wav")] == [frame()["attempt_id"]]


def test_the_client_is_heard_and_can_be_interrupted(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("ready", voice_available=True)
        worker.send(cmd="speak", text="Well done. My planners have two days a week back.", voice="", rate_wpm=0)
        worker.wait_for("speech_started")
        assert worker.wait_for("speech_finished")["completed"] is True
        worker.send(cmd="speak", text="Two days a week, and nobody here wants the old way back. " * 4, voice="", rate_wpm=0)
        worker.wait_for("speech_started")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        assert worker.wait_for("speech_finished")["completed"] is False
        worker.wait_for("recording_started")
        assert worker.shut_down() == 0


def test_killed_in_mid_take_the_next_engine_finds_the_take_and_can_check_it(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("recording_started")
        sound.speak(TAKE).wait(60)
        os.kill(worker.process.pid, signal.SIGKILL)
    with WorkerProcess(tmp_path, sound.environment) as worker:
        recovered = worker.wait_for("take_recovered")["attempt"]
        assert recovered["state"] == "kept"
        with wave.open(str(TAKE)) as spoken:
            spoken_s = spoken.getnframes() / spoken.getframerate()
        assert recovered["take"]["duration_s"] > spoken_s - 1.5
        worker.send(cmd="check_kept", attempt_id=recovered["attempt_id"])
        record = worker.wait_for("attempt_logged")["attempt"]
        assert record["state"] == "checked"
        assert record["elements"]["introduction_request"]["verdict"] == "present"
        assert worker.shut_down() == 0
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        assert not [event for event in worker.seen if event["event"] == "take_recovered"]


@pytest.mark.parametrize("polite", [True, False], ids=["shutdown", "window gone"])
def test_ending_in_mid_take_keeps_it_in_the_log(tmp_path: Path, sound: VirtualSound, polite: bool) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("ready")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("level")
        if polite:
            worker.send(cmd="shutdown")
        else:
            worker.process.stdin.close()
        assert worker.process.wait(20) == 0
    assert logged(tmp_path).state is AttemptState.KEPT


def test_a_pause_as_long_as_the_settings_say_ends_the_take(tmp_path: Path, sound: VirtualSound) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"pause_s": 1.5}), encoding="utf-8")
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("recording_started")
        sound.speak(TAKE).wait(60)
        assert worker.wait_for("recording_stopped", 10)["reason"] == "done"
        assert worker.wait_for("attempt_logged")["attempt"]["elements"]["introduction_request"]["verdict"] == "present"


def test_a_microphone_that_gives_zeros_is_told_and_nothing_counts_as_missing(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("recording_started")
        assert worker.wait_for("signal", 5)["problem"] == "digital_zero"
        worker.send(cmd="stop")
        record = worker.wait_for("attempt_logged")["attempt"]
        assert record["transcript"]["text"] == ""
        assert {item["verdict"] for item in record["elements"].values()} == {str(Verdict.UNCLEAR)}
        assert record["next_steps"] == []


def test_a_microphone_lost_in_mid_take_is_told_within_three_seconds_and_the_take_is_checked(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("warmed")
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("recording_started")
        sound.speak(TAKE).wait(60)
        sound.unplug()
        assert worker.wait_for("recording_stopped", 3.5)["reason"] == "lost"
        error = worker.wait_for("error", during="record")
        assert error["code"] == "audio"
        assert error["hint"]
        record = worker.wait_for("attempt_logged")["attempt"]
        assert record["elements"]["introduction_request"]["verdict"] == "present"
        # The list without it may have come while the take was being checked.
        gone = [event for event in worker.seen if event["event"] == "microphones"] or [worker.wait_for("microphones")]
        assert gone[-1]["microphones"] == []
        sound.plug_in()
        assert worker.wait_for("microphones")["microphones"] != []


def test_without_a_microphone_recording_says_so_and_the_engine_lives(tmp_path: Path) -> None:
    empty = tempfile.mkdtemp(prefix="rc-")
    with WorkerProcess(tmp_path, {**os.environ, "XDG_RUNTIME_DIR": empty, "PULSE_SERVER": f"unix:{empty}/none"}) as worker:
        assert worker.wait_for("ready")["microphones"] == []
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        error = worker.wait_for("error")
        assert (error["during"], error["code"]) == ("record", "audio")
        assert error["hint"]
        assert not list((tmp_path / "takes").rglob("*.wav"))
        assert worker.shut_down() == 0
    shutil.rmtree(empty, ignore_errors=True)


def test_a_missing_model_is_told_at_the_start_and_takes_are_kept(tmp_path: Path, sound: VirtualSound) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"model": str(tmp_path / "no-such-model")}), encoding="utf-8")
    with WorkerProcess(tmp_path, sound.environment) as worker:
        error = worker.wait_for("error", during="startup")
        assert error["code"] == "model"
        assert "no-such-model" in error["message"] + error["hint"]
        worker.send(cmd="record", attempt=frame(), microphone_id=None)
        worker.wait_for("recording_started")
        sound.speak(TAKE).wait(60)
        worker.send(cmd="stop")
        assert worker.wait_for("attempt_logged")["attempt"]["state"] == "kept"
        assert worker.shut_down() == 0
    assert logged(tmp_path).take is not None


def test_an_unknown_or_torn_command_does_not_end_the_engine(tmp_path: Path, sound: VirtualSound) -> None:
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("ready")
        worker.process.stdin.write(b"{not json\n[]\n")
        worker.send(cmd="dance")
        assert "dance" in worker.wait_for("error")["message"]
        worker.send(cmd="play", attempt_id="nothing-here")
        assert worker.wait_for("error", during="play")["hint"]
        assert worker.shut_down() == 0


def test_a_take_of_a_share_is_drawn_and_played_from_its_mp3_in_the_cache_and_from_nowhere_else(tmp_path: Path, sound: VirtualSound) -> None:
    folder = places({"REFCOACH_HOME": str(tmp_path)}).shared_sounds
    folder.mkdir(parents=True)
    samples = read_speech(TAKE)[: 3 * RATE_HZ]
    soundfile.write(str(folder / "heard.mp3"), samples, RATE_HZ, format="MP3")
    shutil.copy(TAKE, tmp_path / "outside.wav")
    with WorkerProcess(tmp_path, sound.environment) as worker:
        worker.wait_for("ready")
        worker.send(cmd="waveform", attempt_id="of-a-share", file="heard.mp3")
        drawn = worker.wait_for("waveform", attempt_id="of-a-share")
        assert drawn["duration_s"] == pytest.approx(3.0, abs=0.15)
        assert max(drawn["peaks"]) > 0.1
        worker.send(cmd="play", attempt_id="of-a-share", file="heard.mp3", from_s=0.0)
        worker.wait_for("playback_started", attempt_id="of-a-share")
        assert worker.wait_for("playback_finished", attempt_id="of-a-share")["completed"] is True
        worker.send(cmd="play", attempt_id="of-a-share", file="../../outside.wav", from_s=0.0)
        assert "no file" in worker.wait_for("error", during="play")["message"]
        assert worker.shut_down() == 0


def test_a_disk_that_fills_up_is_told_and_the_take_is_logged_once_there_is_room(tmp_path: Path, sound: VirtualSound) -> None:
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(home)], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"this machine does not let us mount: {mounted.stderr.strip()}")
    try:
        with WorkerProcess(home, sound.environment) as worker:
            worker.wait_for("warmed")
            worker.send(cmd="record", attempt=frame(), microphone_id=None)
            worker.wait_for("recording_started")
            sound.speak(TAKE).wait(60)
            ballast = home / "ballast"
            try:
                ballast.write_bytes(bytes(4_000_000))
            except OSError:
                pass  # that is the point: not a byte is left
            error = worker.wait_for("error", 10)
            assert "disk" in error["message"].lower() + error["hint"].lower()
            ballast.unlink()
            attempt = worker.wait_for("take_recovered", 20)["attempt"]
            assert attempt["take"]["duration_s"] > 10
            assert worker.shut_down() == 0
        assert logged(home).state is AttemptState.KEPT
    finally:
        subprocess.run(["umount", "-l", str(home)], check=True)
