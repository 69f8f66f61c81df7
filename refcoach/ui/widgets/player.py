"""Plays one take: a button, its waveform, where it stands, how it was said."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from refcoach.core.attempt import Attempt
from refcoach.core.bands import Bands
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.engine_trouble import Trouble
from refcoach.ui.result_words import delivery_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, row, set_words, text
from refcoach.ui.widgets.waveform import Waveform
from refcoach.ui.words import length


class Player(QWidget):
    """Asks the engine to play; its events move the slider. `moved` tells seconds, or -1 when nothing plays."""

    moved = Signal(float)

    def __init__(self, theme: Theme, engine: EngineLink, bands: Callable[[], Bands] = Bands) -> None:
        super().__init__()
        self._engine, self._bands = engine, bands
        self._attempt: Attempt | None = None
        self._file = ""
        self._playing = False
        self._at_s = 0.0
        self._button = Button(theme, "Play", name="playButton", icon_name="play")
        self._button.setAccessibleName("Play this take")
        self.waveform = Waveform(theme)
        self._time = text("", "label", "playTime", wrap=False)
        self._why = text("", "small", "playTrouble")
        self._delivery = text("", "label", "deliveryLine")
        line = row(spacing=12)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.waveform, 1)
        line.addWidget(self._time)
        whole = column(self, spacing=4)
        whole.addLayout(line)
        whole.addWidget(self._why)
        whole.addWidget(self._delivery)
        self._button.clicked.connect(self.toggle)
        self.waveform.actionTriggered.connect(self._sought)
        engine.playback_started.connect(self._started)
        engine.position_changed.connect(self._moved)
        engine.playback_finished.connect(self._finished)
        engine.failed.connect(self._failed)
        engine.state_changed.connect(self._engine_changed)
        engine.waveform_drawn.connect(self._drawn)
        engine.ready.connect(self._ask_for_waveform)

    @property
    def playing(self) -> bool:
        return self._playing

    @property
    def at_s(self) -> float:
        """Where it stands, in seconds."""
        return self._at_s

    def show_attempt(self, attempt: Attempt | None, missing: str = "", file: str = "") -> None:
        """`missing` says why there is nothing to play; `file` names the sound of a share's take."""
        self._file = file
        if attempt is not None and self._attempt is not None and attempt.attempt_id == self._attempt.attempt_id:
            self._attempt = attempt
            self._show_delivery(attempt)
            return
        self.stop()
        self._attempt, self._at_s = attempt, 0.0
        self.waveform.show_outline(())
        playable = attempt is not None and attempt.take is not None and not missing
        self.waveform.setRange(0, round(self._duration_s * 1000))
        self.waveform.setEnabled(playable)
        self._button.setEnabled(playable)
        set_words(self._why, missing)
        self._show_delivery(attempt)
        self._ask_for_waveform()
        self._refresh()

    def _show_delivery(self, attempt: Attempt | None) -> None:
        how = attempt.delivery if attempt is not None else None
        self.waveform.show_pauses(how.pauses if how is not None else ())
        set_words(self._delivery, delivery_words(how, self._bands()))

    def _ask_for_waveform(self) -> None:
        if self._attempt is not None and self.waveform.isEnabled() and not self.waveform.peaks:
            self._engine.waveform(self._attempt.attempt_id, self._file)

    def _drawn(self, attempt_id: str, peaks: tuple[float, ...], duration_s: float) -> None:
        if self._mine(attempt_id):
            self.waveform.show_outline(peaks)

    @property
    def _duration_s(self) -> float:
        return self._attempt.take.duration_s if self._attempt is not None and self._attempt.take is not None else 0.0

    def toggle(self) -> None:
        """Play, or pause where it is."""
        if self._playing:
            self.stop()
        elif self._button.isEnabled():
            self.play_from(0.0 if self._at_s >= self._duration_s - 0.2 else self._at_s)

    def play_from(self, at_s: float) -> None:
        if self._attempt is None or not self._button.isEnabled() or not self._engine.serving:
            return
        self._at_s = min(max(0.0, at_s), self._duration_s)
        self._playing = True
        set_words(self._why, "")
        self._engine.play(self._attempt.attempt_id, self._at_s, self._file)
        self._refresh()

    def stop(self) -> None:
        if self._playing:
            self._engine.stop_playing()
            self._ended()

    def _sought(self, action: int) -> None:
        at_s = self.waveform.sliderPosition() / 1000
        if self._playing:
            self.play_from(at_s)
        else:
            self._at_s = at_s
            self._refresh()

    def _mine(self, attempt_id: str) -> bool:
        return self._attempt is not None and self._attempt.attempt_id == attempt_id

    def _started(self, attempt_id: str) -> None:
        if self._playing and not self._mine(attempt_id):
            self._ended()

    def _moved(self, attempt_id: str, position_s: float) -> None:
        if self._playing and self._mine(attempt_id):
            self._at_s = position_s
            self.moved.emit(position_s)
            self._refresh()

    def _finished(self, attempt_id: str, completed: bool) -> None:
        # Stopped (not completed) is answered at once by `stop` itself; a late one may be about the play before a seek.
        if self._playing and self._mine(attempt_id) and completed:
            self._at_s = 0.0
            self._ended()

    def _failed(self, trouble: Trouble) -> None:
        if self._playing and trouble.during == "play":
            set_words(self._why, f"{trouble.message} {trouble.hint}".strip())
            self._ended()

    def _engine_changed(self) -> None:
        if self._playing and not self._engine.serving:
            self._ended()

    def _ended(self) -> None:
        self._playing = False
        self.moved.emit(-1.0)
        self._refresh()

    def _refresh(self) -> None:
        self._button.setText("Pause" if self._playing else "Play")
        self._button.set_icon("pause" if self._playing else "play")
        self._button.setAccessibleName("Pause this take" if self._playing else "Play this take")
        if not self.waveform.isSliderDown():
            self.waveform.setValue(round(self._at_s * 1000))
        self._time.setText(f"{length(self._at_s)} / {length(self._duration_s)}" if self._attempt else "")
