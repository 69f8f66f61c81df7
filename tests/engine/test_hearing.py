"""The worker in this process, with fakes for sound: what is heard while the rep speaks reaches the window and the result."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from worker_process import frame

from refcoach.core.assets import asset
from refcoach.core.errors import ModelError
from refcoach.core.finding import Judgement
from refcoach.core.heard import Heard
from refcoach.core.transcript import LiveLine, Transcript
from refcoach.engine.coach import Coach
from refcoach.engine.desk import open_desk
from refcoach.engine.hearing import Ears
from refcoach.engine.parts import Parts
from refcoach.engine.takes import TakeDesk
from refcoach.engine.worker import Worker
from refcoach.judge.judge import ALL_KEYS, Judge
from refcoach.speech.delivery import sounding
from refcoach.speech.fakes import FakeCapture, FakeLiveRecogniser, FakePlayback, FakeRecogniser, FakeSpeaker
from refcoach.speech.ports import LiveRecogniser, Recogniser, nobody
from refcoach.speech.wav import read_speech

TAKE = asset("takes", "ask-after-praise.wav")
SAID = "Who do you know among plant managers in Ohio? Could you put the two of us on a call together?"
GONE = ModelError("Your words cannot be shown while you speak: no engine.", "Takes are recorded as always.")


@dataclass
class Bench:
    """A worker at work; `heard` has what the coach was given."""

    worker: Worker
    events: "queue.Queue[dict[str, Any]]"
    seen: list[dict[str, Any]]
    heard: list[Heard]
    capture: FakeCapture

    def wait_for(self, name: str) -> dict[str, Any]:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            event = self.events.get(timeout=60)
            self.seen.append(event)
            if event["event"] == name:
                return event
        raise AssertionError(name)

    def named(self, name: str) -> list[dict[str, Any]]:
        return [event for event in self.seen if event["event"] == name]


class NotingCoach(Coach):
    """Notes what it is given to judge."""

    heard: list[Heard]

    def check_take(self, *arguments: Any, **more: Any) -> Any:
        recorded, asked, on_stage, hear = arguments

        def noted(path: Path) -> Heard:
            self.heard.append(hear(path))
            return self.heard[-1]

        return super().check_take(recorded, asked, on_stage, noted)


Open = Callable[..., Bench]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Open]:
    running: list[tuple[Worker, threading.Thread]] = []

    def open_bench(live: LiveRecogniser, recogniser: Recogniser | None = None, judge: Judge | None = None) -> Bench:
        desk = open_desk(env={"REFCOACH_HOME": str(tmp_path / "home")})
        coach = NotingCoach(recogniser or FakeRecogniser(SAID), judge or Judge())
        coach.heard = []
        capture = FakeCapture(TAKE)
        takes = TakeDesk(capture, coach, desk.log, desk.shelf)
        parts = Parts(capture, FakePlayback(), FakeSpeaker(tmp_path / "voice"), coach, takes, live)
        events: queue.Queue[dict[str, Any]] = queue.Queue()
        worker = Worker(parts, desk, events.put)
        thread = threading.Thread(target=worker.run, daemon=True)
        thread.start()
        running.append((worker, thread))
        worker.post({"cmd": "hello"})
        return Bench(worker, events, [], coach.heard, capture)

    yield open_bench
    for worker, thread in running:
        worker.post({"cmd": "shutdown"})
        thread.join(20)


def test_live_words_come_as_events_and_reach_the_coach(bench: Open) -> None:
    run = bench(FakeLiveRecogniser(SAID))
    run.worker.post({"cmd": "record", "attempt": frame()})
    run.wait_for("recording_started")
    run.worker.post({"cmd": "stop"})
    record = run.wait_for("attempt_logged")["attempt"]
    assert record["transcript"]["text"] == SAID
    partials = run.named("partial")
    assert {event["attempt_id"] for event in partials} == {"a" * 32}
    assert partials[-1]["text"] == SAID
    live = run.heard[0].live
    assert live is not None
    assert [line.text for line in live] == [SAID]
    assert isinstance(live[0], LiveLine)


def test_without_a_live_engine_it_is_said_once_and_takes_are_checked(bench: Open) -> None:
    run = bench(FakeLiveRecogniser(failure=GONE))
    run.wait_for("warmed")
    for number in (1, 2):
        run.worker.post({"cmd": "record", "attempt": frame(f"{number}" * 32, number)})
        run.wait_for("recording_started")
        run.worker.post({"cmd": "stop"})
        assert run.wait_for("attempt_logged")["attempt"]["state"] == "checked"
    assert [event["message"] for event in run.named("notice")] == [GONE.message]
    assert run.named("error") == run.named("partial") == []
    assert [heard.live for heard in run.heard] == [None, None]


class Unable(FakeRecogniser):
    """Cannot be asked to listen, as with a model that is missing when the take begins."""

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> Any:
        raise ModelError("The model is missing.", "Fetch it.")


def test_a_recogniser_that_cannot_listen_along_hears_the_file(bench: Open) -> None:
    run = bench(FakeLiveRecogniser(SAID), Unable(SAID))
    run.worker.post({"cmd": "record", "attempt": frame()})
    run.wait_for("recording_started")
    run.worker.post({"cmd": "stop"})
    assert run.wait_for("attempt_logged")["attempt"]["transcript"]["text"] == SAID


def test_a_lost_microphone_and_a_kept_take_leave_nobody_listening(bench: Open) -> None:
    run = bench(FakeLiveRecogniser(SAID))
    run.worker.post({"cmd": "record", "attempt": frame()})
    run.wait_for("recording_started")
    run.capture.lose()
    assert run.wait_for("recording_stopped")["reason"] == "lost"
    assert run.wait_for("attempt_logged")["attempt"]["state"] == "checked"
    run.worker.post({"cmd": "record", "attempt": frame("c" * 32)})
    run.wait_for("recording_started")
    run.worker.post({"cmd": "keep"})
    assert run.wait_for("attempt_logged")["attempt"]["state"] == "kept"
    assert len(run.heard) == 1


class Eager(FakeRecogniser):
    """Tells what it will have heard as soon as it listens."""

    def listen(self, on_words: Callable[[Transcript], None] = nobody) -> Any:
        on_words(self.transcribe(TAKE))
        return super().listen()


class NotingJudge(Judge):
    """Notes what it reads; `broken` cannot read anything."""

    def __init__(self, broken: bool = False) -> None:
        super().__init__()
        self.read: list[str] = []
        self.broken = broken

    def judge(self, transcript: Transcript, keys: Sequence[str] = ALL_KEYS) -> Judgement:
        self.read.append(transcript.text)
        if self.broken:
            raise ModelError("The judge's model is damaged.", "Install RefCoach again.")
        return super().judge(transcript, keys)


def test_the_judge_reads_a_take_before_it_ends(bench: Open) -> None:
    judge = NotingJudge()
    run = bench(FakeLiveRecogniser(SAID), Eager(SAID), judge)
    run.worker.post({"cmd": "record", "attempt": frame()})
    run.wait_for("recording_started")
    assert judge.read[0] == SAID
    read_ahead = set(judge.read)
    run.worker.post({"cmd": "stop"})
    assert run.wait_for("attempt_logged")["attempt"]["state"] == "checked"
    assert set(judge.read) == read_ahead


def test_a_judge_that_cannot_read_ahead_disturbs_no_recording(bench: Open) -> None:
    judge = NotingJudge(broken=True)
    run = bench(FakeLiveRecogniser(SAID), Eager(SAID), judge)
    run.worker.post({"cmd": "record", "attempt": frame()})
    run.wait_for("recording_started")
    assert judge.read == [SAID]
    assert run.named("error") == []
    judge.broken = False
    run.worker.post({"cmd": "stop"})
    assert run.wait_for("attempt_logged")["attempt"]["state"] == "checked"


class Ending:
    """Live words whose engine breaks down in mid-take."""

    def warm(self) -> None: ...

    def start(self, on_text: Callable[[str], None]) -> Any:
        return self

    def feed(self, pcm: bytes) -> None: ...

    def stop(self) -> tuple[LiveLine, ...]:
        raise GONE


def test_a_live_engine_that_breaks_down_costs_only_the_live_words(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    ears = Ears(FakeRecogniser(SAID), Ending(), events.append)
    ears.warm()
    for _ in range(2):
        ears.listen("a").sound(b"")
        heard = ears.hand_over().heard(TAKE)
        assert heard.transcript == Transcript(SAID, FakeRecogniser(SAID).transcribe(TAKE).words, "fake")
        assert heard.live is None
        assert heard.sounding == sounding(read_speech(TAKE))
    assert [event["event"] for event in events] == ["notice"]
    with pytest.raises(ValueError, match="nobody"):
        ears.hand_over()
