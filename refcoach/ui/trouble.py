"""The window shown when the user's own folder cannot be opened: what happened and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from refcoach.core.errors import RefCoachError
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import Button, column, text


class TroubleWindow(QWidget):
    def __init__(self, error: RefCoachError) -> None:
        super().__init__()
        self._code = error.exit_code
        self.setWindowTitle("RefCoach")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = Theme(parent=self)
        theme.apply()
        close = Button(theme, "Close", "primary", "closeButton")
        close.clicked.connect(self.close)
        whole = column(self, (48, 48, 48, 48), 12)
        whole.addWidget(text(error.message, "title", "troubleMessage"))
        whole.addWidget(text(error.hint, "soft"))
        whole.addSpacing(16)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.resize(640, 320)

    def run(self, application: QApplication) -> int:
        """Show until closed; gives the failure's exit code."""
        application.setQuitOnLastWindowClosed(True)
        self.show()
        application.exec()
        return self._code
