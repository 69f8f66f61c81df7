"""One shared take before the partner: listen, answer, and only then see what the app found."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refcoach.core.finding import Verdict
from refcoach.core.page_data import PageCheck, PageTake
from refcoach.core.review import Answer, TakeReview, TakeVerdict
from refcoach.ui.engine_link import EngineLink
from refcoach.ui.models.reviews import VERDICT_ICONS, day_of, differ
from refcoach.ui.models.shared_takes import asked_checks, attempt_of, found_words
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.answers import Answers
from refcoach.ui.widgets.basics import Button, announce, column, divider, row, set_words, text
from refcoach.ui.widgets.checks import CheckLine, Symbol
from refcoach.ui.widgets.comments import Comments
from refcoach.ui.widgets.fields import TextField
from refcoach.ui.widgets.player import Player
from refcoach.ui.widgets.shared_words import SharedWords
from refcoach.ui.words import clock_words, length

LEAD_S = 0.2
ANSWERS = (("yes", "Yes", ""), ("no", "No", ""), ("unsure", "Not sure", ""))
VERDICTS = tuple(
    (str(verdict), words, VERDICT_ICONS[verdict])
    for verdict, words in (
        (TakeVerdict.COUNTS, "It counts"),
        (TakeVerdict.ANOTHER, "Please do another take"),
        (TakeVerdict.GREAT, "Great"),
    )
)
TYPED = "{rep} typed this answer; nothing was recorded."
NO_SOUND = "No sound was shared for this take. These are the words as they were understood."
FIRST_YOU = "Once you have answered, you can look at what the app found."
THEN_THEY_STAND = "From then on your answers stay as they are: they were given without knowing."
_SAID = {"yes": "You: yes", "no": "You: no", "unsure": "You: not sure"}


class FindingRow(QWidget):
    """What the app found about one check, beside what the partner had answered."""

    def __init__(self, theme: Theme, take: PageTake, check: PageCheck, answer: str) -> None:
        super().__init__()
        verdict = Verdict(check.verdict)
        told = f"{_SAID[answer]}; {found_words(check)}" if answer in _SAID else capital(found_words(check))
        words = column(spacing=2)
        apart = bool(answer) and differ(Answer(answer), verdict)
        words.addWidget(text(check.label, "strong"))
        words.addWidget(text(told, "strong-label" if apart else "label", "partnerFinding"))
        for start, end in check.quotes[:2]:
            words.addWidget(text(f"\u201c{take.text[start:end]}\u201d", "small"))
        whole = row(self, (0, 4, 0, 4), 12)
        whole.addWidget(Symbol(theme, CheckLine(check.key, check.label, "", "", verdict)), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        self.setAccessibleName(f"{check.label}: {told}")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class TakeView(QWidget):
    """`changed` follows every answer and every key with what the partner says now; `revealed` when they look at the findings."""

    changed = Signal(object)
    revealed = Signal(str)
    next_wanted = Signal()

    def __init__(self, theme: Theme, engine: EngineLink) -> None:
        super().__init__()
        self.setObjectName("partnerTake")
        self._theme = theme
        self._take: PageTake | None = None
        self._said = TakeReview("")
        self._open = False
        self._sound = ""
        self._questions: dict[str, Answers] = {}
        self._filling = False
        self._title = text("", "heading", "partnerTakeTitle")
        self._when = text("", "label", "partnerTakeWhen")
        self._client = text("", "soft", "partnerTakeClient")
        self._silent = text("", "label", "partnerSilent")
        self.player = Player(theme, engine)
        self.words = SharedWords(theme)
        self._side = QWidget()
        self.show_button = Button(theme, "Show what the app found", name="showFindings")
        self._offer = text("", "small", "showFindingsHint")
        self.said_back = TextField("In your words: whom should you think of?", "", "partnerSaidBack", 2)
        self.comments = Comments(theme)
        self.verdict = Answers(theme, "Your word on this take", VERDICTS, "partnerVerdict")
        self.next_button = Button(theme, "Next take", "primary", "nextTake", "next")
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(self, (32, 32, 32, 32), 12)
        for part in (self._title, self._when, self._client, self.player, self._silent, self.words):
            whole.addWidget(part)
        whole.addWidget(divider())
        self._whole = whole
        whole.addWidget(self._side)
        offer = row(spacing=12)
        offer.addWidget(self.show_button)
        offer.addWidget(self._offer, 1)
        whole.addLayout(offer)
        whole.addWidget(divider())
        whole.addWidget(self.said_back)
        whole.addWidget(self.comments)
        whole.addWidget(self.verdict)
        whole.addSpacing(8)
        last = row()
        last.addWidget(self.next_button)
        last.addStretch(1)
        whole.addLayout(last)
        whole.addStretch(1)

    def _connect(self) -> None:
        self.player.moved.connect(self._moved)
        self.words.place_wanted.connect(self._play_word)
        self.comments.place_wanted.connect(self.player.play_from)
        self.comments.changed.connect(self._edited)
        self.said_back.changed.connect(self._edited)
        self.verdict.given.connect(self._edited)
        self.show_button.clicked.connect(self.reveal)
        self.next_button.clicked.connect(self.next_wanted)

    @property
    def take(self) -> PageTake | None:
        return self._take

    @property
    def said(self) -> TakeReview:
        """What the partner says about the take now."""
        return self._said

    def show_take(self, rep: str, take: PageTake, said: TakeReview, revealed: bool, sound: str = "", missing: str = "") -> None:
        """`sound` names the take's file in the cache; `missing` says why it cannot be heard."""
        self._take, self._said, self._open, self._sound = take, said, revealed, sound
        self._filling = True
        self._title.setText(take.title + (", said again" if take.part_of else ""))
        how_long = "typed" if take.typed else length(take.duration_s)
        self._when.setText(f"{rep}  \u00b7  {day_of(take.at)}, {clock_words(take.at)}  \u00b7  {how_long}")
        set_words(self._client, f"The client had said: \u201c{take.client}\u201d" if take.client else "")
        set_words(self._silent, missing or ("" if take.audio else TYPED.format(rep=rep) if take.typed else NO_SOUND))
        shown = attempt_of(take, revealed, sound)
        self.player.setVisible(bool(sound))
        self.player.show_attempt(shown, "", sound)
        self.said_back.show_value(said.said_back)
        self.said_back.setVisible(any(check.key == "ideal_client" for check in asked_checks(take)))
        self.comments.show_comments(said.comments, bool(sound))
        self.verdict.show_value(str(said.verdict or ""))
        self._show_side()
        self._filling = False

    def show_next(self, words: str) -> None:
        self.next_button.setText(words)

    # --- questions first, findings after ------------------------------------------------------------------------------

    def _show_side(self) -> None:
        take = self._take
        if take is None:
            return
        old, self._side = self._side, QWidget()
        self._whole.replaceWidget(old, self._side)
        old.hide()
        old.deleteLater()
        inside = column(self._side, spacing=16 if not self._open else 4)
        self._questions = {}
        if self._open:
            self._add_findings(inside, take)
        else:
            self._add_questions(inside, take)
        self.words.show_take(attempt_of(take, self._open, self._sound))
        self._refresh_offer()

    def _add_questions(self, inside: QVBoxLayout, take: PageTake) -> None:
        asked, given = asked_checks(take), dict(self._said.answers)
        if asked:
            inside.addWidget(text("What did you hear?", "strong"))
        for check in asked:
            question = Answers(self._theme, check.question or check.label, ANSWERS, f"answer_{check.key}")
            question.show_value(str(given.get(check.key, "")))
            question.given.connect(self._edited)
            self._questions[check.key] = question
            line = row(spacing=12)
            symbol = Symbol(self._theme, CheckLine(check.key, check.label, ""))
            line.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(question, 1)
            inside.addLayout(line)

    def _add_findings(self, inside: QVBoxLayout, take: PageTake) -> None:
        given: Mapping[str, str] = {key: str(answer) for key, answer in self._said.answers}
        inside.addWidget(text("What the app found", "strong"))
        told = [check for check in asked_checks(take) if check.verdict != "unclear" and given.get(check.key) in ("yes", "no")]
        same = sum((check.verdict == "present") == (given[check.key] == "yes") for check in told)
        if told:
            words = f"You and the app agree on {same} of {len(told)}. Where you differ, your word counts."
            inside.addWidget(text(words, "soft", "partnerAgreement"))
        for check in take.checks:
            if check.required or check.verdict == "present":
                inside.addWidget(FindingRow(self._theme, take, check, given.get(check.key, "")))

    @property
    def unanswered(self) -> int:
        """How many of the take's questions are open."""
        return 0 if self._open else sum(not question.value for question in self._questions.values())

    def _refresh_offer(self) -> None:
        left = self.unanswered
        shown = self._take is not None and bool(self._take.checks) and not self._open
        self.show_button.setVisible(shown)
        self.show_button.setEnabled(not left)
        set_words(self._offer, "" if not shown else FIRST_YOU if left else THEN_THEY_STAND)

    def reveal(self) -> None:
        """Show what the app found, once everything is answered."""
        if self._take is None or self._open or self.unanswered:
            return
        self._open = True
        self.revealed.emit(self._take.attempt_id)
        self._show_side()
        announce(self, "What the app found")
        self.next_button.setFocus()

    def _edited(self) -> None:
        if self._filling or self._take is None:
            return
        answers = self._said.answers
        if not self._open:
            answers = tuple((key, Answer(asked.value)) for key, asked in self._questions.items() if asked.value)
        verdict = TakeVerdict(self.verdict.value) if self.verdict.value else None
        said_back = self.said_back.value.strip()
        self._said = replace(self._said, answers=answers, comments=self.comments.value, said_back=said_back, verdict=verdict)
        self._refresh_offer()
        self.changed.emit(self._said)

    # --- hearing ------------------------------------------------------------------------------------------------------

    def _moved(self, at_s: float) -> None:
        self.words.show_spoken(at_s if at_s >= 0 else None)
        self.comments.show_moment(at_s if at_s >= 0 else self.player.at_s)

    def _play_word(self, at_s: float) -> None:
        self.player.play_from(max(0.0, at_s - LEAD_S))

    def stop(self) -> None:
        self.player.stop()
