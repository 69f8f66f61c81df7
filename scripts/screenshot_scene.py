"""A window with its scripted engine, driven into one state: what every screenshot is taken of."""

from pathlib import Path
from typing import Any

from screenshot_examples import MICROPHONES, TODAY, ExampleDesk, attempt_of, outline

from refcoach.core.attempt import Attempt
from refcoach.core.errors import LogError
from refcoach.core.records import attempt_record, take_record
from refcoach.core.scenario import Scenario


class Scene:
    """A window with its scripted engine, driven into one state."""

    def __init__(self, theme_name: str, size: tuple[int, int], attempts: list[Attempt] | LogError, scale: float = 1.0) -> None:
        from refcoach.engine.attempts import Clock
        from refcoach.ui.scripted import ScriptedEngine
        from refcoach.ui.theme import Theme
        from refcoach.ui.window import MainWindow

        ids = iter(f"a{number}" for number in range(10_000))
        clock = Clock(lambda: "2026-11-23T09:14:00.000+01:00", lambda: next(ids))
        self.engine = ScriptedEngine()
        self.desk = ExampleDesk(Path(__file__), attempts)
        self.theme = Theme(theme_name, scale)
        self.theme.apply()
        self.window = MainWindow(self.theme, self.desk, self.engine, clock, lambda: 7, lambda: TODAY)
        self.window.resize(*size)
        self.window.show()

    @property
    def scenario(self) -> Scenario:
        found = self.window.drill.scenario
        assert found is not None
        return found

    def ready(self, warmed: bool = True, **more: Any) -> None:
        fields = {"version": "0", "pid": 1, "microphones": MICROPHONES, "voice_available": True, "voice_message": "", "voice_hint": ""}
        self.engine.play_event("ready", {**fields, **more})
        if warmed:
            self.engine.play_event("warmed", engine="example")

    def record(self) -> str:
        from math import sin

        self.window.drill.record()
        frame = self.engine.commands[-1]["attempt"]
        self.engine.play_event("recording_started", attempt_id=frame["attempt_id"], microphone="Jabra Evolve2 40 Mono")
        for step in range(120):
            rms = -22 - 14 * abs(sin(step / 3.1)) - 20 * (step % 29 > 23)
            self.engine.play_event("level", elapsed_s=step / 5.2, peak_dbfs=rms + 8, rms_dbfs=rms)
        return str(frame["attempt_id"])

    def stop(self, attempt: Attempt) -> None:
        self.window.drill.finish_take()
        take = take_record(attempt.take) if attempt.take else None
        self.engine.play_event("recording_stopped", attempt_id=attempt.attempt_id, take=take, reason="done")
        self.engine.play_event("recognising", attempt_id=attempt.attempt_id)

    def result(self, text: str, found: dict[str, str], **more: Any) -> Attempt:
        if self.window.drill.phase != "recording":
            self.record()
        frame = next(command["attempt"] for command in reversed(self.engine.commands) if command["cmd"] == "record")
        fields = {name: frame[name] for name in ("attempt_id", "number", "part_of")}
        fields |= {"only": tuple(frame["only"]), "required": tuple(frame["required"])}
        attempt = attempt_of(self.scenario, text, found, **more, **fields)
        self.stop(attempt)
        self.log(attempt)
        return attempt

    def log(self, attempt: Attempt) -> None:
        self.engine.play_event("attempt_logged", attempt=attempt_record(attempt))
        self.draw(attempt)

    def draw(self, attempt: Attempt) -> None:
        duration_s = attempt.take.duration_s if attempt.take else 1.0
        self.engine.play_event("waveform", attempt_id=attempt.attempt_id, peaks=outline(attempt), duration_s=duration_s)

    def begun(self) -> None:
        """The engine records what was asked for last."""
        attempt_id = self.engine.commands[-1]["attempt"]["attempt_id"]
        self.engine.play_event("recording_started", attempt_id=attempt_id, microphone="Jabra Evolve2 40 Mono")
