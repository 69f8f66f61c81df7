"""A page being written, and a page that was written: where it is, how to look at it, what to tell the partner."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from refcoach.engine.sharing import Shared
from refcoach.ui.models.share_rows import tell_partner
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, IconLabel, announce, column, frame, row, set_words, text
from refcoach.ui.words import count

COLUMN_PX = 640
COMES_BACK = "When the review comes back, drop its file on this page. One that came as text is pasted here with Ctrl+V."


def size_words(size_bytes: int) -> str:
    """1.4 MB; below a tenth of that in kB."""
    return f"{size_bytes / 1e6:.1f} MB" if size_bytes >= 100_000 else f"{max(1, round(size_bytes / 1e3))} kB"


class Writing(QWidget):
    """How far the writing is."""

    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = text("", "soft", "shareProgress")
        self.bar = QProgressBar()
        self.bar.setObjectName("shareProgressBar")
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(COLUMN_PX)
        self.cancel = Button(theme, "Stop", name="stopShare")
        self.cancel.clicked.connect(self.stop_wanted)
        whole = column(self, (48, 96, 48, 48), 16)
        whole.addWidget(text("Writing the page", "title"))
        whole.addWidget(self._words)
        whole.addWidget(self.bar)
        whole.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    def show_progress(self, done: int, total: int, words: str) -> None:
        set_words(self._words, f"{words}\u2026", hide_empty=False)
        self.bar.setAccessibleName(words)
        self.bar.setMaximum(max(1, total))
        self.bar.setValue(done)


class Done(QWidget):
    """`back_wanted` leads to choosing again. Folder and browser are opened by the system."""

    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("shareDone")
        self._path = Path()
        self._theme = theme
        self._where = text("", "", "shareWhere")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._notices = text("", "label", "shareNotices")
        self._trouble = text("", "strong-label", "shareTrouble")
        self.browse = Button(theme, "Open in browser", "primary", "openShare")
        self.folder = Button(theme, "Show in folder", name="showShare", icon_name="folder")
        self.back = Button(theme, "Share something else", "plain", "shareAgain")
        self._tell = text("", "", "shareTell")
        self._tell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.copy = Button(theme, "Copy these words", name="copyTell")
        self._copied = text("", "label", "copiedTell")
        self._build()
        self.browse.clicked.connect(self._open)
        self.folder.clicked.connect(self._show_folder)
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(self.back_wanted)

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(COLUMN_PX)
        whole = column(inside, (48, 48, 24, 32), 12)
        title = row(spacing=12)
        title.addWidget(IconLabel(self._theme, "check", "accent", 28))
        title.addWidget(text("The page is written", "title", "shareDoneTitle"), 1)
        whole.addLayout(title)
        for part in (self._where, self._trouble, self._notices):
            whole.addWidget(part)
        buttons = row(spacing=8)
        for button in (self.browse, self.folder, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addSpacing(16)
        whole.addWidget(text("What to tell your partner", "heading"))
        whole.addWidget(text("Send the file by mail or chat, or hand it over on a stick, with words such as these:", "soft"))
        card = frame("card")
        column(card, (20, 16, 20, 16)).addWidget(self._tell)
        whole.addWidget(card)
        copying = row(spacing=12)
        copying.addWidget(self.copy)
        copying.addWidget(self._copied)
        copying.addStretch(1)
        whole.addLayout(copying)
        whole.addSpacing(8)
        whole.addWidget(
            text("When the review comes back, drop its file on this page. One that came as text is pasted here with Ctrl+V.", "soft")
        )
        whole.addStretch(1)
        around = row(self, spacing=0)
        around.addWidget(inside, 1)
        around.addStretch(0)

    def show_shared(self, shared: Shared, rep: str) -> None:
        share = shared.share
        self._path = shared.path
        out = len(share.left_out)
        more = f"; {out} left out, and the page says so" if out else ""
        self._where.setText(f"{shared.path}\n{size_words(shared.size_bytes)}, {count(len(share.attempts), 'take')}{more}")
        set_words(self._trouble, " ".join(shared.trouble))
        set_words(self._notices, "\n".join(f"{notice.message} {notice.hint}" for notice in shared.notices))
        self._tell.setText(tell_partner(share.partner, rep, share.since, share.until))
        set_words(self._copied, "")
        announce(self, "The page is written")

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._tell.text())
        set_words(self._copied, "Copied.")
        announce(self._copied, "Copied")
