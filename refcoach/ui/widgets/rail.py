"""The rail at the left: pages at the top, theme and keys at the bottom."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton

from refcoach.ui.icons import icon
from refcoach.ui.theme import CHOICES, Theme
from refcoach.ui.widgets.basics import column, restyle

PAGES = (
    ("today", "Today", "today", "railToday"),
    ("practise", "Practise", "practise", "railPractise"),
    ("progress", "Progress", "progress", "railProgress"),
    ("pledge", "Pledge", "pledge", "railPledge"),
    ("log", "Log", "log", "railLog"),
    ("share", "Share", "share", "railShare"),
    ("partner", "Partner", "partner", "railPartner"),
    ("script", "My script", "script", "railScript"),
    ("scenarios", "Scenarios", "scenarios", "railScenarios"),
)
ROOMY_PX, TIGHT_PX, TIGHTEST_PX, BARE_PX = 60, 46, 39, 32  # the height of a button: with room, least, with a small icon, without its word
ICON_PX, SMALL_ICON_PX = 22, 16
EDGE_PX, GAP_PX = (12, 8), 2
SETTINGS = ("settings", "Settings", "settings", "railSettings")
THEMES = {"system": ("Like the system", "system"), "light": ("Light", "sun"), "dark": ("Dark", "moon")}


class Rail(QFrame):
    """`page_chosen` tells the page's key; `theme_chosen` one of system, light, dark."""

    page_chosen = Signal(str)
    theme_chosen = Signal(str)
    keys_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self._theme = theme
        self._pages: dict[str, QToolButton] = {}
        self._icons: list[tuple[QToolButton, str]] = []
        self._group = QButtonGroup(self)
        whole = column(self, (4, EDGE_PX[0], 4, EDGE_PX[1]), GAP_PX)
        for page in PAGES:
            whole.addWidget(self._page_button(*page))
        whole.addStretch(1)
        whole.addWidget(self._page_button(*SETTINGS))
        self._theme_button = self._button("Theme", THEMES[theme.choice][1], "themeButton")
        self._theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme_button.setMenu(self._menu())
        keys = self._button("Keys", "keys", "keysButton")
        keys.setToolTip("Show the keys (F1)")
        keys.clicked.connect(self.keys_wanted)
        whole.addWidget(self._theme_button)
        whole.addWidget(keys)
        theme.changed.connect(self._repaint)
        self._repaint()

    def _page_button(self, key: str, word: str, icon_name: str, name: str) -> QToolButton:
        button = self._button(word, icon_name, name)
        button.setCheckable(True)
        button.clicked.connect(partial(self.page_chosen.emit, key))
        self._group.addButton(button)
        self._pages[key] = button
        return button

    def _button(self, word: str, icon_name: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "rail")
        button.setObjectName(name)
        button.setText(word)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icons.append((button, icon_name))
        button.toggled.connect(self._repaint)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._choices: dict[str, QAction] = {}
        for choice in CHOICES:
            action = menu.addAction(THEMES[choice][0])
            action.setCheckable(True)
            action.setObjectName(f"theme_{choice}")
            action.triggered.connect(partial(self.theme_chosen.emit, choice))
            group.addAction(action)
            self._choices[choice] = action
        return menu

    def show_page(self, key: str) -> None:
        self._pages[key].setChecked(True)

    def _repaint(self) -> None:
        """All buttons fit into the window's height: in a low one they stand closer, with smaller icons, and at last without words."""
        room = (self.height() - sum(EDGE_PX)) // len(self._icons) - GAP_PX
        height = min(self._theme.scaled(ROOMY_PX), max(room, BARE_PX))
        size = self._theme.scaled(ICON_PX if room >= self._theme.scaled(TIGHT_PX) else SMALL_ICON_PX)
        with_words = room >= self._theme.scaled(TIGHTEST_PX)
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if with_words else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button, icon_name in self._icons:
            name = THEMES[self._theme.choice][1] if button.objectName() == "themeButton" else icon_name
            button.setIcon(icon(name, self._theme.colour("accent" if button.isChecked() else "soft"), size))
            button.setIconSize(QSize(size, size))
            button.setToolButtonStyle(style)
            button.setFixedSize(self._theme.scaled(72), height)
            restyle(button, tight=room < self._theme.scaled(ROOMY_PX))
            if button.toolTip() in ("", button.text()):
                button.setToolTip("" if with_words else button.text())
        self._choices[self._theme.choice].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._repaint()
