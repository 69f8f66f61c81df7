"""The rail at the left: pages at the top; settings, theme and keys at the bottom."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QWidget

from refcoach.ui.icons import icon
from refcoach.ui.theme import CHOICES, Theme
from refcoach.ui.widgets.basics import column, restyle, scrolled

PAGES = (
    ("practise", "Practise", "practise", "railPractise"),
    ("progress", "Progress", "progress", "railProgress"),
    ("pledge", "Pledge", "pledge", "railPledge"),
    ("log", "Log", "log", "railLog"),
    ("share", "Share", "share", "railShare"),
    ("partner", "Partner", "partner", "railPartner"),
    ("script", "My script", "script", "railScript"),
    ("scenarios", "Scenarios", "scenarios", "railScenarios"),
)
SETTINGS = ("settings", "Settings", "settings", "railSettings")
THEMES = {"system": ("Like the system", "system"), "light": ("Light", "sun"), "dark": ("Dark", "moon")}

WIDTH_PX, HIGH_PX, LOW_PX = 72, 60, 47
GAP_PX = 2
MARGINS = (4, 12, 4, 8)


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
        self._list = QWidget()
        self._scroll = scrolled(self._list)  # for large text in a low window
        listed = column(self._list, spacing=GAP_PX)
        for page in PAGES:
            listed.addWidget(self._page_button(*page))
        listed.addStretch(1)
        self._theme_button = self._button("Theme", THEMES[theme.choice][1], "themeButton")
        self._theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme_button.setMenu(self._menu())
        keys = self._button("Keys", "keys", "keysButton")
        keys.setToolTip("Show the keys (F1)")
        keys.clicked.connect(self.keys_wanted)
        whole = column(self, MARGINS, GAP_PX)
        whole.addWidget(self._scroll, 1)
        for button in (self._page_button(*SETTINGS), self._theme_button, keys):
            whole.addWidget(button)
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
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
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
        if key != SETTINGS[0]:
            self._scroll.ensureWidgetVisible(self._pages[key], 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Buttons as high as there is room for, down to icon and word without any air; below that the pages scroll."""
        width, high, low = (self._theme.scaled(pixels) for pixels in (WIDTH_PX, HIGH_PX, LOW_PX))
        room = self.height() - MARGINS[1] - MARGINS[3] - GAP_PX * (len(self._icons) - 1)
        height = max(low, min(high, room // len(self._icons)))
        for button, _ in self._icons:
            restyle(button, tight=height < high)
            button.setFixedSize(width, height)
        self._scroll.setFixedWidth(width)

    def _repaint(self) -> None:
        size = self._theme.scaled(22)
        for button, icon_name in self._icons:
            name = THEMES[self._theme.choice][1] if button.objectName() == "themeButton" else icon_name
            button.setIcon(icon(name, self._theme.colour("accent" if button.isChecked() else "soft"), size))
            button.setIconSize(QSize(size, size))
        self._choices[self._theme.choice].setChecked(True)
        self._fit()
