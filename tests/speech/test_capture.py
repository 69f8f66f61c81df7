"""Recording from a real (virtual) microphone: nothing recorded is lost, whatever happens to it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from speech_samples import EXAMPLE, Listener, at_level, likeness, shaped, tone, write_pcm
from virtual_sound import MICROPHONE, MICROPHONE_NAME, VirtualSound

from refcoach.core.attempt import TakeProblem
from refcoach.core.errors import AudioError
from refcoach.speech import portaudio
from refcoach.speech.capture import MicrophoneCapture, describe, repair
from refcoach.speech.ports import RATE_HZ, Microphone
from refcoach.speech.wav import HEADER_BYTES, read_speech, read_wav

pytestmark = pytest.mark.sound
NOTICED_S = 3.0


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return tmp_path / "take.wav"


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Four seconds of the example take, for `paplay`."""
    return write_pcm(tmp_path / "voice.wav", read_speech(EXAMPLE)[: 4 * RATE_HZ])


def test_the_microphone_has_the_name_that_the_system_shows_and_monitors_are_hidden(sound: VirtualSound) -> None:
    assert MicrophoneCapture().microphones() == (Microphone(MICROPHONE, MICROPHONE_NAME, True),)


def test_what_was_said_is_on_disk_and_readable_by_its_owner_alone(sound: VirtualSound, take: Path, voice: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    used = capture.start(take, None, listener)
    sound.speak(voice).wait(30)
    assert listener.wait_for_seconds(4.5)
    recorded = capture.stop()
    assert used.id == MICROPHONE
    assert likeness(read_wav(take)[0], read_wav(voice)[0])[0] > 0.99
    assert recorded.problems == ()
    assert not listener.losses
    assert 12 < len(listener.levels) / recorded.duration_s < 17
    assert max(level.peak_dbfs for level in listener.levels) == pytest.approx(recorded.peak_dbfs, abs=0.5)
    assert take.stat().st_mode & 0o077 == 0


def test_two_takes_in_a_row_and_a_microphone_chosen_by_its_id(sound: VirtualSound, tmp_path: Path, voice: Path) -> None:
    capture = MicrophoneCapture()
    for number in range(2):
        listener = Listener()
        capture.start(tmp_path / f"{number}.wav", MICROPHONE, listener)
        player = sound.speak(voice)
        assert listener.wait_for_seconds(2.0)
        assert capture.stop().duration_s > 1.9
        player.wait(30)


def test_a_chosen_microphone_that_is_not_there_is_replaced_and_said_so(sound: VirtualSound, take: Path) -> None:
    capture = MicrophoneCapture()
    assert capture.start(take, "usb-headset", Listener()).id == MICROPHONE
    capture.stop()


def test_a_second_start_is_refused_and_the_first_take_goes_on(sound: VirtualSound, take: Path, tmp_path: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    with pytest.raises(AudioError):
        capture.start(tmp_path / "other.wav", None, Listener())
    assert listener.wait_for_seconds(0.5)
    assert capture.stop().path == take


def test_digital_zero_is_noticed_while_recording_and_in_the_take(sound: VirtualSound, take: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    assert listener.wait_for_problem(TakeProblem.DIGITAL_ZERO, NOTICED_S)
    assert TakeProblem.DIGITAL_ZERO in capture.stop().problems


def test_an_unplugged_microphone_is_noticed_and_no_other_is_recorded_instead(sound: VirtualSound, take: Path, voice: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    player = sound.speak(voice)
    assert listener.wait_for_seconds(1.5)
    unplugged_at = listener.levels[-1].elapsed_s
    sound.unplug()
    assert listener.wait_for_loss(NOTICED_S)
    recorded = capture.stop()
    player.wait(30)
    assert MICROPHONE_NAME in listener.losses[0][0]
    assert TakeProblem.CUT_SHORT in recorded.problems
    assert unplugged_at - 0.2 < recorded.duration_s < unplugged_at + 1.5


def test_a_killed_sound_server_is_noticed_and_the_next_take_works_once_it_is_back(sound: VirtualSound, take: Path, voice: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    player = sound.speak(voice)
    assert listener.wait_for_seconds(1.5)
    sound.kill()
    player.wait(30)
    assert listener.wait_for_loss(NOTICED_S)
    recorded = capture.stop()
    assert recorded.duration_s > 1.4
    assert TakeProblem.CUT_SHORT in recorded.problems
    assert len(listener.losses) == 1
    sound.start()
    again = Listener()
    capture.start(take.with_name("again.wav"), None, again)
    assert again.wait_for_seconds(1.0)
    assert TakeProblem.CUT_SHORT not in capture.stop().problems


def test_a_hanging_sound_server_is_noticed_and_stop_returns(sound: VirtualSound, take: Path) -> None:
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    assert listener.wait_for_seconds(1.0)
    sound.suspend()
    assert listener.wait_for_loss(NOTICED_S)
    begun = time.monotonic()
    assert capture.stop().duration_s > 0.9
    assert time.monotonic() - begun < 5
    with pytest.raises(AudioError, match="does not answer"):
        capture.microphones()
    sound.resume()
    # The stream that could not be closed is closed now; later tests need a PortAudio that can start anew.
    assert _within(10, lambda: not portaudio._open_streams)


def _within(limit_s: float, holds: Callable[[], bool]) -> bool:
    """Whether a condition comes true in time; the driver tells nobody when it has closed."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        if holds():
            return True
        threading.Event().wait(0.05)
    return False


def test_without_a_microphone_the_error_says_what_to_do_and_leaves_no_file(sound: VirtualSound, take: Path) -> None:
    sound.unplug()
    assert MicrophoneCapture().microphones() == ()
    with pytest.raises(AudioError) as caught:
        MicrophoneCapture().start(take, None, Listener())
    assert caught.value.message == "No microphone is connected."
    assert "Plug one in" in caught.value.hint
    assert not take.exists()


def test_without_a_sound_server_there_is_no_microphone(sound: VirtualSound, take: Path) -> None:
    sound.kill()
    with pytest.raises(AudioError) as caught:
        MicrophoneCapture().start(take, None, Listener())
    assert caught.value.hint
    assert not take.exists()


def test_a_microphone_plugged_in_later_is_found(sound: VirtualSound, take: Path) -> None:
    sound.unplug()
    capture = MicrophoneCapture()
    assert capture.microphones() == ()
    sound.plug_in()
    assert [microphone.id for microphone in capture.microphones()] == [MICROPHONE]
    listener = Listener()
    capture.start(take, MICROPHONE, listener)
    assert listener.wait_for_seconds(0.5)
    capture.stop()


def test_a_file_that_cannot_be_written_is_said_before_recording(sound: VirtualSound, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    capture = MicrophoneCapture()
    with pytest.raises(AudioError, match="cannot be written"):
        capture.start(tmp_path / "file" / "take.wav", None, Listener())
    with pytest.raises(AudioError, match="Nothing is being recorded"):
        capture.stop()


RECORD_FOR_EVER = """
import sys, threading
from pathlib import Path
from refcoach.speech.capture import MicrophoneCapture

class Teller:
    def level(self, level):
        print(f"{level.elapsed_s:.2f}", flush=True)
    def problem(self, problem): ...
    def lost(self, message, hint): ...

MicrophoneCapture().start(Path(sys.argv[1]), None, Teller())
threading.Event().wait()
"""


def _killed_while_recording(sound: VirtualSound, take: Path, after_s: float) -> None:
    command = [sys.executable, "-c", RECORD_FOR_EVER, str(take)]
    with subprocess.Popen(command, env=sound.environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if float(line) >= after_s:
                break
        os.kill(process.pid, signal.SIGKILL)


def test_a_take_whose_process_was_killed_is_made_whole(sound: VirtualSound, take: Path, voice: Path) -> None:
    player = sound.speak(voice)
    _killed_while_recording(sound, take, 2.6)
    player.wait(30)
    readable_before_s = describe(take).duration_s
    recorded = repair(take)
    assert 2.5 < recorded.duration_s < 4.5
    assert recorded.problems[-1:] == (TakeProblem.CUT_SHORT,)
    # Without any repair all but about the last second is there for every other program.
    assert recorded.duration_s - readable_before_s < 1.5
    assert take.stat().st_size == HEADER_BYTES + round(recorded.duration_s * RATE_HZ) * 2


def test_a_microphone_that_is_too_quiet_is_noticed(sound: VirtualSound, take: Path, tmp_path: Path) -> None:
    import numpy as np

    quiet = at_level(shaped(np.random.default_rng(1), 4 * RATE_HZ, 0.5), -46)
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    player = sound.speak(write_pcm(tmp_path / "quiet.wav", quiet))
    assert listener.wait_for_problem(TakeProblem.TOO_QUIET, 8)
    capture.stop()
    player.wait(30)


def test_a_clipped_voice_is_noticed(sound: VirtualSound, take: Path, tmp_path: Path) -> None:
    import numpy as np

    clipped = np.clip(tone(200, 4, amplitude=120_000 / 4).astype(int) * 4, -32768, 32767).astype(np.int16)
    capture, listener = MicrophoneCapture(), Listener()
    capture.start(take, None, listener)
    player = sound.speak(write_pcm(tmp_path / "clipped.wav", clipped))
    assert listener.wait_for_problem(TakeProblem.CLIPPED, 8)
    assert listener.wait_for_seconds(listener.levels[-1].elapsed_s + 1.5)
    assert TakeProblem.CLIPPED in capture.stop().problems
    player.wait(30)
