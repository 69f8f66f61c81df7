"""Settings, sound check: which microphone, how loud it hears, and what was understood."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import PROBLEM_WORDS, TakeProblem
from refcoach.engine.protocol import SOUND_CHECK_S
from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill
from refcoach.ui.engine_link import EngineLink, EngineState
from refcoach.ui.models.loudness import Loudness
from refcoach.ui.pages.settings_card import SettingCard, choice, show_choice
from refcoach.ui.sound_check import PLAYABLE, SoundCheck, Step
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, Prose, announce, at_left, column, prose, row, set_words, text
from refcoach.ui.widgets.level_meter import LevelMeter
from refcoach.ui.words import length

DEFAULT = ""  # stands for the system's default among the ids
SAY = "Say something such as: \u201cThank you, that is good to hear. May I ask you for an introduction?\u201d"
NOT_KEPT = "Nothing of the check is kept: the recording is deleted when you leave this page or start another one."
SLOWLY = "Speak a little more slowly and clearly, and check once more."  # what else is told of low confidence is about takes
LOOKS = {
    Loudness.NOTHING: ("minus", "faint"),
    Loudness.QUIET: ("warning", "text"),
    Loudness.GOOD: ("check", "accent"),
    Loudness.LOUD: ("warning", "record"),
}


class Signs(QWidget):
    """Bar, words and seconds while it listens."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.meter = LevelMeter(theme)
        self._icon = IconLabel(theme, *LOOKS[Loudness.NOTHING], 18)
        self._words = text("", "strong", "levelWords")
        self._time = text("", "label", "checkTime", wrap=False)
        below = row(spacing=8)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self._words, 1)
        below.addWidget(self._time)
        whole = column(self, spacing=4)
        whole.addWidget(self.meter)
        whole.addLayout(below)

    def begin(self) -> None:
        self.show_level(0.0, Loudness.NOTHING)

    def show_level(self, elapsed_s: float, loudness: Loudness) -> None:
        self._show_words(str(loudness), *LOOKS[loudness])
        time = f"{length(min(elapsed_s, SOUND_CHECK_S))} of {length(SOUND_CHECK_S)}"
        if time != self._time.text():
            self._time.setText(time)

    def show_problem(self, problem: TakeProblem) -> None:
        self._show_words(" ".join(PROBLEM_WORDS[problem]), "warning", "text")

    def _show_words(self, words: str, icon_name: str, colour: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
            self._icon.show_icon(icon_name, colour)
            announce(self._words, words)


class Outcome(QWidget):
    """What was heard, and what was wrong with the sound."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heard = Prose("line", "checkHeard")
        self._icon = IconLabel(theme, "check", "accent", 18)
        self._problems = text("", "", "checkProblems")
        signs = row(spacing=8)
        signs.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        signs.addWidget(self._problems, 1)
        whole = column(self, spacing=8)
        whole.addWidget(self._heard)
        whole.addLayout(signs)

    def show_check(self, check: SoundCheck, loading: bool) -> None:
        words, problems = self._words(check, loading), self._faults(check)
        if words != self._heard.text():
            announce(self._heard, f"{words} {problems}")
        set_words(self._heard, words)
        set_words(self._problems, problems)
        self._icon.setVisible(bool(problems))
        self._icon.show_icon("warning" if check.problems else "check", "text" if check.problems else "accent")

    def _words(self, check: SoundCheck, loading: bool) -> str:
        if check.step is Step.RECOGNISING:
            return "The recogniser is still loading; your words come as soon as it is there." if loading else "Recognising your words\u2026"
        if check.text:
            return f"I heard: \u201c{check.text}\u201d"
        return "" if check.trouble[0] or check.problems else "I heard no words."

    def _faults(self, check: SoundCheck) -> str:
        if check.step is not Step.HEARD or check.trouble[0]:
            return ""
        told = [
            (PROBLEM_WORDS[problem][0], SLOWLY if problem is TakeProblem.LOW_CONFIDENCE else PROBLEM_WORDS[problem][1])
            for problem in check.problems
        ]
        return "\n".join(f"{words} {hint}" for words, hint in told) or "The sound is fine."


class SoundSection(SettingCard):
    """`chosen` tells a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, drill: LiveDrill) -> None:
        super().__init__(theme, "Sound check", "Say a sentence, see whether the bar moves, and hear yourself.", "soundCard")
        self._desk, self._engine, self._drill = desk, engine, drill
        self.check = SoundCheck(engine, desk, drill, self)
        self.microphone = choice(theme, "Microphone", "settingMicrophone")
        self._absent = text("", "label", "microphoneAbsent")
        self.look_again = Button(theme, "Look again", name="settingLookAgain")
        self._say = prose(SAY, "line", "checkSay")
        self.signs = Signs(theme)
        self.outcome = Outcome(theme)
        self.play = Button(theme, "", name="checkPlay")
        self._trouble = text("", "strong", "checkTrouble")
        self._hint = text("", "label", "checkHint")
        self.start = Button(theme, "", "primary", "checkStart", "microphone")
        self.add_field("Microphone", self.microphone, self._absent)
        for part in (self._say, self.signs, self.outcome):
            self.body.addWidget(part)
        told = column(spacing=2)
        told.addWidget(self._trouble)
        told.addWidget(self._hint)
        self.body.addLayout(told)
        self.body.addLayout(at_left(self.start, self.play, self.look_again))
        self.body.addWidget(text(NOT_KEPT, "label"))
        self._way: tuple[bool, bool] | None = None  # no microphone is there; a check can be started or ended
        self.start.setToolTip("Space starts and ends the check")
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.microphone.activated.connect(self._choose)
        self.look_again.clicked.connect(self._engine.look_for_microphones)
        self.start.clicked.connect(self.toggle)
        self.play.clicked.connect(self.check.toggle_playing)
        self.check.changed.connect(self.refresh)
        self.check.level.connect(self._level)
        self._engine.microphones_changed.connect(self.refresh)
        self._engine.state_changed.connect(self.refresh)
        self._drill.changed.connect(self.refresh)

    def toggle(self) -> None:
        """Space: start, or end."""
        if self.check.open:
            self.check.end()
        else:
            self.check.start()

    def _choose(self) -> None:
        self.chosen.emit("microphone_id", self.microphone.currentData() or None)

    def _level(self, elapsed_s: float, peak_dbfs: float, rms_dbfs: float) -> None:
        self.signs.meter.add(peak_dbfs, rms_dbfs)
        if self.check.problem is None:
            self.signs.show_level(elapsed_s, self.check.loudness)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        check = self.check
        self._show_microphones()
        self._say.setVisible(check.step not in PLAYABLE and (check.open or bool(self._engine.microphones)))
        self.signs.setVisible(check.open)
        self.signs.meter.set_live(check.step is Step.LISTENING)
        if check.step is Step.OPENING:
            self.signs.begin()
        elif check.problem is not None and check.step is Step.LISTENING:
            self.signs.show_problem(check.problem)
        self.outcome.setVisible(check.step in PLAYABLE)
        if check.step in PLAYABLE:
            self.outcome.show_check(check, self._engine.state is EngineState.LOADING)
        self._show_state()
        self._show_buttons()

    def _show_state(self) -> None:
        words, hint = self.check.trouble
        if not words:
            words, hint = self._why_not()
        if words != self._trouble.text():
            announce(self._trouble, f"{words} {hint}")
        set_words(self._trouble, words)
        set_words(self._hint, hint)

    def _why_not(self) -> tuple[str, str]:
        """Why no check can be started now."""
        if self._drill.busy:
            return "A take is being recorded or checked.", "End it on Practise first; then the microphone is free."
        if not self._engine.serving:
            starting = self._engine.state in (EngineState.STARTING, EngineState.RESTARTING)
            return ("The speech engine is starting\u2026", "") if starting else ("The speech engine is not running.", "")
        if not self._engine.microphones and not self.check.open:
            return "No microphone is connected.", "Plug one in, or switch it on in the system's sound settings. It is then found by itself."
        return "", ""

    def _show_buttons(self) -> None:
        check = self.check
        again = check.step in PLAYABLE
        missing = self._engine.serving and not self._engine.microphones and not check.open
        can = (check.can_start or check.open) and not missing
        if (missing, can) != self._way:
            self._way = (missing, can)
            self._switch_start(missing, can)
        self.start.setText("End the check" if check.open else "Check again" if again else "Start sound check")
        self.play.setVisible(again)
        self.play.setText("Stop" if check.playing else "Play it back")
        self.play.set_icon("pause" if check.playing else "play")
        self.play.setEnabled(check.playing or check.can_play)

    def _switch_start(self, missing: bool, can: bool) -> None:
        """A button that is disabled or hidden would hand the focus on, and the page would scroll after it."""
        focused = any(part.hasFocus() for part in (self, self.start, self.look_again))
        if focused:
            self.setFocus()
        self.look_again.setVisible(missing)
        self.start.setVisible(not missing)
        self.start.setEnabled(can)
        if focused and (can or missing):
            (self.look_again if missing else self.start).setFocus()

    def _show_microphones(self) -> None:
        microphones = self._engine.microphones or ()
        chosen = self._desk.settings.microphone_id
        default = next((known.name for known in microphones if known.is_default), "")
        names: list[tuple[str, object]] = [(f"The system's default ({default})" if default else "The system's default", DEFAULT)]
        names += [(known.name, known.id) for known in microphones]
        there = chosen in {known.id for known in microphones}
        show_choice(self.microphone, names, chosen if there else DEFAULT)
        self.microphone.setEnabled(bool(microphones) and not self.check.open and not self._drill.busy)
        absent = "The microphone that you chose is not connected; the system's default listens until it is there again."
        set_words(self._absent, absent if chosen and not there and microphones else "")
