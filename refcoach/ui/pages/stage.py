"""The stage: the client's line, and the rep's turn to speak."""

from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refcoach.core.attempt import PROBLEM_WORDS
from refcoach.core.scenario import Scenario
from refcoach.ui.drill import BUSY, LiveDrill, Phase
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.takes import Part
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.avatar import Avatar
from refcoach.ui.widgets.basics import Button, IconLabel, Prose, Switch, announce, column, frame, row, set_words, text
from refcoach.ui.widgets.level_meter import LevelMeter
from refcoach.ui.widgets.live_words import LiveWords
from refcoach.ui.widgets.record_button import RecordButton
from refcoach.ui.words import count, length

PHASE_WORDS = {
    Phase.STARTING: "Opening the microphone\u2026",
    Phase.RECORDING: "Listening",
    Phase.STOPPING: "Saving your take\u2026",
    Phase.RECOGNISING: "Recognising\u2026",
    Phase.CHECKING: "Checking\u2026",
    Phase.LOST: "The take broke off. It is being recovered.",
    Phase.KEPT: "Your take is kept. It has not been checked yet.",
}


def part_words(drill: LiveDrill) -> str:
    """Skill, which part of how many, minutes."""
    scenario, beat = drill.scenario, drill.beat
    if scenario is None:
        return ""
    words = [scenario.skill] if scenario.skill else []
    if beat is not None and len(scenario.beats) > 1:
        words.append(f"part {scenario.beats.index(beat) + 1} of {len(scenario.beats)}")
    words.append(f"about {scenario.minutes} min")
    return "  \u00b7  ".join(words)


class ClientCard(QWidget):
    """Who speaks and what they say, always as text too."""

    again_wanted = Signal()
    voice_retried = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._avatar = Avatar(theme)
        self._name = text("", "strong", "personaName")
        self._role = text("", "label")
        self._line = Prose("line", "clientLine")
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = Button(theme, "Hear again", "plain", "hearAgainButton", "repeat")
        self.again.setToolTip("R")
        self._no_voice = text("", "label", "voiceTrouble")
        self._retry = Button(theme, "Look again", "plain", "voiceRetryButton")
        who = column(spacing=2)
        who.addStretch(1)
        who.addWidget(self._name)
        who.addWidget(self._role)
        who.addStretch(1)
        top = row(spacing=12)
        top.addWidget(self._avatar)
        top.addLayout(who, 1)
        top.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        below = row(spacing=8)
        below.addWidget(self._no_voice, 1)
        below.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(self, spacing=12)
        whole.addLayout(top)
        whole.addWidget(self._line)
        whole.addLayout(below)
        self.again.clicked.connect(self.again_wanted)
        self._retry.clicked.connect(self.voice_retried)

    def refresh(self, scenario: Scenario, drill: LiveDrill) -> None:
        persona = scenario.persona
        self._avatar.show_person(persona.name, drill.voice.speaking)
        self._name.setText(persona.name)
        set_words(self._role, persona.role)
        if drill.play is not None and drill.play.line:
            self._line.setText(f"\u201c{drill.play.line}\u201d")
        message, hint = drill.voice.trouble if drill.voice.on else ("", "")
        set_words(self._no_voice, f"{message} {hint} You can read the line instead." if message else "")
        self._retry.setVisible(bool(message))
        self.again.setText("Speaking\u2026" if drill.voice.speaking else "Hear again")
        self.again.setAccessibleName("Hear the client's line again")
        self.again.setEnabled(drill.voice.on and not message and not drill.busy and drill.phase is not Phase.LOST)


class NoMicrophone(QWidget):
    """Stands where the record button is while there is no microphone."""

    retried = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("noMicrophone")
        words = column(spacing=4)
        words.addWidget(text("No microphone is connected.", "strong", "noMicrophoneMessage"))
        words.addWidget(text("Plug one in, or switch it on in the system's sound settings. It is then found by itself.", "label"))
        self.retry = Button(theme, "Look again", name="microphoneRetryButton")
        self.retry.clicked.connect(self.retried)
        whole = row(self, (0, 16, 0, 16), 16)
        whole.addWidget(IconLabel(theme, "microphone-off", "soft", 32))
        whole.addLayout(words, 1)
        whole.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignVCenter)


class RecordArea(QWidget):
    """Meter, timer, the big button and the word for what happens now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.meter = LevelMeter(theme)
        self.button = RecordButton(theme)
        self.again = Button(theme, "Record it again", name="recordAgainButton", icon_name="again")
        self.check = Button(theme, "Check it now", "primary", "checkButton")
        self._state = text("", "strong", "stateLine")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._detail = text("", "label", "stateDetail")
        self._detail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = text("0:00", "label", "timer", wrap=False)
        self._limit_s = 0
        buttons = row(spacing=16)
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        buttons.addWidget(self.again)
        buttons.addWidget(self.check)
        buttons.addStretch(1)
        sound = row(spacing=16)
        sound.addWidget(self.meter, 1)
        sound.addWidget(self._timer)
        whole = column(self, spacing=8)
        whole.addLayout(sound)
        whole.addLayout(buttons)
        whole.addWidget(self._state)
        whole.addWidget(self._detail)

    def show_level(self, elapsed_s: float, peak_dbfs: float, rms_dbfs: float) -> None:
        self.meter.add(peak_dbfs, rms_dbfs)
        self._show_time(elapsed_s)

    def _show_time(self, elapsed_s: float) -> None:
        words = length(elapsed_s) + (f" of {length(self._limit_s)}" if self._limit_s else "")
        if words != self._timer.text():
            self._timer.setText(words)

    def refresh(self, drill: LiveDrill, engine: EngineLink) -> None:
        recording = drill.phase in (Phase.RECORDING, Phase.STOPPING)
        kept = drill.phase is Phase.KEPT
        self._limit_s = drill.scenario.time_limit_s if drill.scenario else 0
        self.meter.set_live(recording)
        if drill.phase in (Phase.READY, Phase.STARTING):
            self._show_time(0)
        self.button.set_mode("done" if recording else "record")
        self.button.setEnabled(drill.can_record or drill.phase is Phase.RECORDING)
        self.button.setVisible(not kept)
        self.again.setVisible(kept)
        self.check.setVisible(kept)
        self.check.setEnabled(engine.serving)
        words, detail = self._words(drill, engine)
        if words != self._state.text():
            announce(self._state, words)
        self._state.setText(words)
        self._detail.setText(detail)

    def _words(self, drill: LiveDrill, engine: EngineLink) -> tuple[str, str]:
        if drill.trouble is not None and drill.phase in (Phase.READY, Phase.KEPT):
            return drill.trouble.message, drill.trouble.hint
        if drill.phase is Phase.RECORDING and drill.problem is not None:
            return PROBLEM_WORDS[drill.problem]
        if drill.phase in PHASE_WORDS:
            hint = "Space or the button ends the take." if drill.phase is Phase.RECORDING else ""
            return PHASE_WORDS[drill.phase], hint
        return self._ready_words(drill, engine)

    def _ready_words(self, drill: LiveDrill, engine: EngineLink) -> tuple[str, str]:
        if engine.state in (EngineState.STARTING, EngineState.RESTARTING):
            return "Starting the speech engine\u2026", ""
        if engine.state is EngineState.LOADING and engine.startup_trouble is None:
            return "Loading the recogniser\u2026", "You can record already; your take is checked as soon as it is loaded."
        if not engine.serving:
            return "The speech engine is not running.", "Nothing can be recorded until it is started again."
        if drill.part is not None:
            return "Your turn", "Say just this part; the rest of your take stays as it is."
        tries = drill.play.tries if drill.play is not None else 0
        if drill.voice.speaking and drill.scenario is not None:
            return f"{drill.scenario.persona.name.split()[0]} is speaking", "Record when you are ready; that ends the client's line."
        return "Your turn", f"{count(tries, 'take')} of this part so far." if tries else "Answer aloud, as you would on the day."


class PartCard(QWidget):
    """What to say while a single check is said again: the step, what was said before, a better line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("partCard")
        self.back = Button(theme, "Back to the result", "plain", "backToResultButton")
        self._step = Prose("line", "partStep")
        self._quote = Prose("label", "partQuote")
        self._line = Prose("soft", "partLine")
        whole = column(self, (0, 16, 0, 0), 8)
        for part in (self._step, self._quote, self._line):
            whole.addWidget(part)
        whole.addSpacing(8)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_part(self, part: Part | None, can_leave: bool) -> None:
        """`can_leave`: nothing is recorded or checked at the moment."""
        self.setVisible(part is not None)
        self.back.setVisible(can_leave)
        if part is not None:
            step = part.step
            if step.text != self._step.text():
                announce(self._step, step.text)
            set_words(self._step, step.text)
            set_words(self._quote, f"You said: \u201c{step.quote}\u201d {step.lacks}".strip() if step.quote else "")
            set_words(self._line, f"For example: \u201c{step.line}\u201d" if step.line else "")


LONGEST_BEFORE = 200  # characters, two or three lines


class StageView(QWidget):
    """From the client's line to the end of the take; `turn` holds the record button, for the page to keep in sight."""

    def __init__(self, theme: Theme, drill: LiveDrill, engine: EngineLink) -> None:
        super().__init__()
        self._drill, self._engine = drill, engine
        self._title = text("", "title", "stageTitle")
        self._part = text("", "label")
        self._situation = Prose("soft", "situation")
        self._before = text("", "soft", "saidBefore")
        self.client = ClientCard(theme)
        self._hint = text("", "label", "beatHint")
        self.part = PartCard(theme)
        self.live_words = LiveWords()
        self.record = RecordArea(theme)
        self.no_microphone = NoMicrophone(theme)
        self.turn = Switch(self.record, self.no_microphone)
        self._build()

    def _build(self) -> None:
        card = frame("card")
        inside = column(card, (24, 20, 24, 20), 12)
        inside.addWidget(self.client)
        inside.addWidget(self._hint)
        whole: QVBoxLayout = column(self, (0, 0, 0, 0), 8)
        whole.addWidget(self._part)
        whole.addWidget(self._title)
        whole.addWidget(self._situation)
        whole.addWidget(self._before)
        whole.addSpacing(12)
        whole.addWidget(card)
        whole.addWidget(self.part)
        whole.addWidget(self.live_words)
        whole.addStretch(1)
        self._drill.live_words_changed.connect(self.live_words.show_words)

    def refresh(self) -> None:
        scenario = self._drill.scenario
        if scenario is None:
            return
        again = self._drill.part
        self._title.setText(f"Just this again: {again.name[:1].lower()}{again.name[1:]}" if again is not None else scenario.title)
        self._part.setText(part_words(self._drill))
        said = self._said_before() if again is None else ""
        set_words(self._situation, scenario.situation if again is None and not said else "")
        self._title.setToolTip(scenario.situation)
        set_words(self._before, said)
        self.part.show_part(again, self._drill.phase in (Phase.READY, Phase.KEPT))
        self.client.refresh(scenario, self._drill)
        beat = self._drill.beat
        set_words(self._hint, beat.hint if beat is not None and again is None else "")
        self.live_words.show_words(self._drill.live_words)
        self.live_words.setVisible(self._drill.phase in BUSY)
        self.record.refresh(self._drill, self._engine)
        missing = self._engine.serving and self._engine.microphones == () and self._drill.phase is Phase.READY
        self.turn.show_only(self.no_microphone if missing else self.record)

    def _said_before(self) -> str:
        """The rep's last answer in this talk, to which the client reacts; it takes the place of the situation, which was read by then."""
        done = self._drill.results.done
        words = done[-1].first.transcript.text.strip() if done else ""
        short = shorten(words, LONGEST_BEFORE, placeholder=" \u2026")
        return f"You said: \u201c{short}\u201d" if words else ""
