"""Practise: choose a scenario, hear the client, answer aloud, read what was heard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refcoach.core.scenario import Scenario
from refcoach.ui.desk import DeskLike
from refcoach.ui.drill import LiveDrill, Phase
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.pages.result import FinishedView, ResultView
from refcoach.ui.pages.scenario_panel import ScenarioPanel
from refcoach.ui.pages.side import SidePanel
from refcoach.ui.pages.sound_bar import SoundBar
from refcoach.ui.pages.stage import StageView
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import COLUMN_PX, WIDE_COLUMN_PX, Button, Switch, centred, column, row, scrolled
from refcoach.ui.widgets.checks import LAST_FIGURE
from refcoach.ui.words import shown_keys

FOLD_BELOW_PX = 1100
RAIL_PX = 81  # with its line at the right
SIDE_FROM_PX = 720  # below this the checks stand under the take


class PractisePage(QWidget):
    """Holds no rule: what is shown follows from the drill's phase."""

    log_wanted = Signal()
    setting_changed = Signal(str, object)

    def __init__(self, theme: Theme, desk: DeskLike, engine: EngineLink, drill: LiveDrill) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setObjectName("practisePage")
        self._theme, self._engine, self._drill = theme, engine, drill
        self._unfolded = False
        self._last_phase = Phase.EMPTY
        self._panel = ScenarioPanel(theme, desk)
        self.scenarios = self._panel.list
        self.stage = StageView(theme, drill, engine)
        self.result = ResultView(theme, drill, engine)
        self.finished = FinishedView(theme, drill)
        self.side = SidePanel(theme, drill)
        self.sound = SoundBar(theme, desk, engine, drill)
        self._unfold = Button(theme, "Scenarios", "plain", "scenariosButton", "panel")
        self._unfold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._views = Switch(self.stage, self.result, self.finished)
        self._build()
        self._connect()
        self.load()

    def _build(self) -> None:
        self._unfold_space = centred(self._unfold, (16, 12, 24, 0))
        self._centre = centred(self._views, (24, 4, 24, 8))
        pinned = QWidget()
        below = column(pinned, spacing=8)
        for part in (self.stage.turn, self.result.ways, self.sound):
            below.addWidget(part)
        self._pinned = centred(pinned, (24, 8, 24, 12))
        self._scroll = scrolled(self._centre)
        whole = row(self, spacing=0)
        whole.addWidget(self._panel)
        middle = column(spacing=0)
        middle.addWidget(self._unfold_space)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self._pinned)
        whole.addLayout(middle, 1)
        whole.addWidget(self.side)

    def _connect(self) -> None:
        drill, stage, result = self._drill, self.stage, self.result
        self._panel.scenario_chosen.connect(self._open)
        stage.record.button.clicked.connect(self._record_or_end)
        stage.record.again.clicked.connect(drill.try_again)
        stage.record.check.clicked.connect(drill.check_kept)
        stage.part.back.clicked.connect(drill.leave_part)
        stage.client.again_wanted.connect(drill.speak)
        stage.client.voice_retried.connect(self._engine.settings_changed)
        stage.no_microphone.retried.connect(self._engine.look_for_microphones)
        result.again.clicked.connect(drill.try_again)
        result.next.clicked.connect(drill.move_on)
        self.finished.over_wanted.connect(drill.start_over)
        self.finished.log_wanted.connect(self.log_wanted)
        result.check_chosen.connect(self._go_to_check)
        self.side.check_chosen.connect(self._go_to_check)
        self.side.contested.connect(result.contest)
        self.sound.setting_changed.connect(self.setting_changed)
        self._unfold.clicked.connect(self._toggle_panel)
        self._engine.level_heard.connect(self._level_heard)
        drill.live_words_changed.connect(self._show_live_words)
        self._theme.changed.connect(self._fold)
        drill.changed.connect(self.refresh)
        self._engine.state_changed.connect(self.refresh)
        self._engine.microphones_changed.connect(self.refresh)

    def load(self) -> None:
        """Read the scenarios and open the first one without its voice: nobody wants to be spoken to unasked."""
        scenarios = self._panel.read()
        if scenarios:
            self._panel.mark(scenarios[0])
            self._drill.open(scenarios[0], speak=False)
        self.refresh()

    def reload(self) -> None:
        """Read the scenarios again after packs changed; the drill under way goes on."""
        if self._drill.scenario is None:
            self.load()
        elif self._panel.read():
            self._panel.mark(self._drill.scenario)

    def open(self, scenario: Scenario) -> None:
        """Begin a drill that was chosen elsewhere."""
        self._panel.mark(scenario)
        self._open(scenario)
        self.stage.record.button.setFocus()

    def _open(self, scenario: Scenario) -> None:
        self._unfolded = False
        self._fold()
        self._drill.open(scenario)

    # --- showing ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        phase = self._drill.phase
        # A focused button that is disabled or hidden would hand the focus to whatever comes next.
        focused = self._focused()
        if focused not in (None, self.scenarios) and phase is not self._last_phase:
            self.setFocus()
        view: StageView | ResultView | FinishedView = self.stage
        if phase in (Phase.RESULT, Phase.FINISHED):
            view = self.result if phase is Phase.RESULT else self.finished
        if phase is not Phase.RESULT:
            self.result.found.stop()
        view.refresh()
        self._views.show_only(view)
        self.side.refresh()
        self.sound.refresh()
        self.stage.turn.setVisible(view is self.stage)
        self.result.ways.setVisible(view is self.result)
        self.sound.setVisible(view is self.stage)
        self._views.setVisible(self._drill.scenario is not None)
        if phase is not self._last_phase:
            self._last_phase = phase
            self._scroll.verticalScrollBar().setValue(0)
            self._fold()
            self.take_focus()
            return
        self._fold()
        if focused is None:
            return
        if focused is self or not focused.isEnabled() or not focused.isVisibleTo(self):
            self.take_focus()

    def _focused(self) -> QWidget | None:
        """What has the window's keyboard focus on this page."""
        focused = self.window().focusWidget()
        return focused if focused is self or (focused is not None and self.isAncestorOf(focused)) else None

    def take_focus(self) -> None:
        """Put the keyboard where the next thing happens."""
        if self.isHidden() or self.scenarios.hasFocus():
            return
        places: dict[Phase, QWidget] = {
            Phase.RESULT: self.result.found.transcript,
            Phase.FINISHED: self.finished.over,
            Phase.KEPT: self.stage.record.check,
        }
        place = places.get(self._drill.phase, self.stage.record.button)
        if self.stage.no_microphone.isVisibleTo(self):
            place = self.stage.no_microphone.retry
        (place if place.isEnabled() and place.isVisibleTo(self) else self).setFocus()

    def _level_heard(self, elapsed_s: float, peak_dbfs: float, rms_dbfs: float) -> None:
        if self._drill.phase in (Phase.RECORDING, Phase.STOPPING):
            self.stage.record.show_level(elapsed_s, peak_dbfs, rms_dbfs)

    def _show_live_words(self) -> None:
        """In a low window the words heard so far may lie below the edge."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.stage.live_words, 0, 8))

    def _go_to_check(self, key: str) -> None:
        """To the words that prove a check, in whichever take they stand, and hear them; or to what is there instead."""
        shown = self._drill.shown
        if shown is None:
            return
        self._drill.results.look_at(shown.whole.finding(key)[0].attempt_id)
        place = self.result.found.go_to(key)
        # Later: a take that was just put on the page has no place yet.
        QTimer.singleShot(0, self, partial(self._scroll_to, place))

    def _go_to_number(self, number: int) -> None:
        keys = shown_keys(self._drill.shown.whole) if self._drill.shown is not None else ()
        if number <= len(keys):
            self._go_to_check(keys[number - 1])

    def _scroll_to(self, place: int) -> None:
        found = self.result.found
        self._scroll.ensureVisible(0, found.mapTo(self._centre, QPoint(0, place)).y(), 0, 80)

    def _say_again(self) -> None:
        """The first step that can be said again alone."""
        if self._drill.shown is not None:
            self.result.found.steps.say_first_again()

    # --- folding ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < self._theme.scaled(FOLD_BELOW_PX - RAIL_PX)
        with_side = self.width() >= SIDE_FROM_PX
        self.result.show_beside(not narrow, not with_side)
        comparing = self._drill.phase is Phase.RESULT and self.result.comparing
        folded = narrow or comparing
        self._panel.setFixedWidth(min(360, self._theme.scaled(248)))
        self._panel.setVisible(not folded or self._unfolded)
        self._unfold_space.setVisible(folded)
        self.side.setVisible(not (folded and self._unfolded) and with_side and self._drill.phase is not Phase.FINISHED)
        self._centre.setContentsMargins(0, 0 if folded else 20, 0, 0)
        for part in (self._centre, self._pinned, self._unfold_space):
            part.set_width(WIDE_COLUMN_PX if comparing else COLUMN_PX)

    def _toggle_panel(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()
        if self._unfolded:
            self.scenarios.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._fold()
        return super().event(event)

    # --- keys -------------------------------------------------------------------------------------------------------

    def _record_or_end(self) -> None:
        if self._drill.phase is Phase.RECORDING:
            self._drill.finish_take()
        else:
            self._drill.record()

    def _space(self) -> None:
        if self._drill.phase is Phase.RESULT:
            self.result.found.player.toggle()
        else:
            self._record_or_end()

    def hush(self) -> None:
        """Esc: no more sound."""
        self._drill.voice.hush()
        self.result.found.stop()

    def _toggle_answers(self) -> None:
        if self._drill.shown is not None:
            self.result.answers.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._drill.results.take_back()
            return
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self._space,
            Qt.Key.Key_R: self._drill.speak,
            Qt.Key.Key_T: self._drill.try_again,
            Qt.Key.Key_N: self._drill.move_on,
            Qt.Key.Key_C: self.side.cue.toggle,
            Qt.Key.Key_A: self._say_again,
            Qt.Key.Key_M: self._toggle_answers,
            Qt.Key.Key_Escape: self.hush,
            **{Qt.Key(Qt.Key.Key_0 + number): partial(self._go_to_number, number) for number in range(1, LAST_FIGURE + 1)},
        }
        action = actions.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if action is None or not plain or event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            action()
