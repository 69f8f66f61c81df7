"""The style sheet, filled with a theme's colours and sizes. Roles are the `role` property of a widget."""

from collections.abc import Mapping
from string import Template

_SHEET = Template(
    """
QWidget { color: $text; font-size: ${body}px; }
QMainWindow, QWidget[role="page"], QStackedWidget { background: $ground; }
QToolTip { background: $surface; color: $text; border: 1px solid $hairline; padding: 4px 8px; font-size: ${label}px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="line"] { font-size: ${heading}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="soft"] { color: $soft; }
QLabel[role="label"] { color: $soft; font-size: ${label}px; }
QLabel[role="strong-label"] { font-size: ${label}px; font-weight: 600; }
QLabel[role="small"] { color: $faint; font-size: ${small}px; }
QLabel[role="over"] { color: $faint; font-size: ${small}px; font-weight: 600; }

QFrame[role="rail"] { background: $ground; border: none; border-right: 1px solid $hairline; }
QFrame[role="panel"] { background: $ground; border: none; }
QFrame[role="card"] { background: $surface; border: 1px solid $hairline; border-radius: 10px; }
QFrame[role="divider"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="banner"] { background: $warning_soft; border: none; border-radius: 10px; }
QFrame[role="banner"][tone="info"] { background: $accent_soft; }
QFrame[role="banner"][tone="trouble"] { background: $record_soft; }
QFrame[role="sheet"] { background: $surface; border: 1px solid $hairline; border-radius: 10px; }

QToolButton[role="rail"] { background: transparent; border: 2px solid transparent; border-radius: 10px; color: $soft;
    font-size: ${small}px; padding: 6px 2px; }
QToolButton[role="rail"][tight="true"] { padding: 0 2px; }
QToolButton[role="rail"]:hover { background: $raised; color: $text; }
QToolButton[role="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }

QPushButton { background: $surface; border: 1px solid $control; border-radius: 6px; padding: 7px 14px; min-height: 20px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $hairline; }
QPushButton:disabled { color: $faint; border-color: $hairline; background: transparent; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; padding: 9px 20px; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $raised; color: $faint; border-color: $hairline; }
QPushButton[role="choice"] { padding: 5px 12px; }
QPushButton[role="choice"]:checked { background: $accent_soft; border-color: $accent; color: $accent; font-weight: 600; }
QPushButton[role="plain"], QToolButton[role="plain"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
    color: $soft; font-size: ${label}px; padding: 5px 8px; }
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover { background: $raised; color: $text; }
QPushButton[role="plain"]:disabled, QToolButton[role="plain"]:disabled { color: $faint; }
QToolButton[role="plain"]:checked { color: $accent; }
QPushButton[role="quiet"] { background: transparent; border: 2px solid transparent; border-radius: 6px; color: $soft;
    font-size: ${small}px; padding: 1px 6px; margin-left: -8px; min-height: 16px; text-decoration: underline; }
QPushButton[role="quiet"]:hover { background: $raised; color: $text; }
QPushButton[role="quiet"]:disabled { color: $faint; }
QToolButton[role="tab"] { background: transparent; border: none; border-bottom: 2px solid transparent; color: $soft;
    font-size: ${label}px; padding: 5px 2px; }
QToolButton[role="tab"]:hover { color: $text; }
QToolButton[role="tab"]:checked { color: $accent; border-bottom-color: $accent; }
QToolButton[role="tab"]:focus { background: $accent_soft; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[ring="true"], QToolButton[role="plain"]:focus, QToolButton[role="rail"]:focus { border: 2px solid $accent; }
QPushButton[ring="true"] { padding: 6px 13px; }
QPushButton[role="plain"][ring="true"] { padding: 5px 8px; }
QPushButton[role="choice"][ring="true"] { padding: 4px 11px; }
QPushButton[role="quiet"][ring="true"] { padding: 1px 6px; }
QPushButton[role="primary"][ring="true"] { border: 2px solid $text; padding: 8px 19px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; border: 1px solid $control; border-radius: 6px;
    padding: 6px 10px; min-height: 20px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus { border: 2px solid $accent; padding: 5px 9px; }
QSpinBox::up-button, QSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button { width: 0; border: none; }
QSpinBox QLineEdit, QDateEdit QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $hairline; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; }

QListWidget[role="problems"] { background: $surface; border: 1px solid $hairline; border-radius: 6px; font-size: ${label}px; }
QListWidget[role="problems"]::item { padding: 5px 8px; }
QListWidget[role="problems"]::item:selected { background: $accent_soft; color: $text; }
QListView { background: transparent; border: none; outline: none; }
QTextEdit, QTextBrowser { background: transparent; border: 2px solid transparent; border-radius: 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QTextBrowser[ring="true"] { border-color: $accent; }
QTableView { background: $surface; border: 1px solid $hairline; border-radius: 6px; gridline-color: $hairline; font-size: ${label}px;
    selection-background-color: $accent_soft; selection-color: $text; }
QTableView:focus { border-color: $accent; }
QHeaderView { background: transparent; }
QHeaderView::section, QTableCornerButton::section { background: $raised; color: $soft; border: none; border-right: 1px solid $hairline;
    border-bottom: 1px solid $hairline; padding: 4px 10px; font-size: ${label}px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $hairline; border-radius: 3px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $control; }
QScrollBar:horizontal { height: 0; }
QTableView QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QTableView QScrollBar::handle:horizontal { background: $control; border-radius: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; }

QProgressBar { background: $hairline; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QMenu { background: $surface; border: 1px solid $hairline; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 6px 8px; }
"""
)


def style_sheet(colours: Mapping[str, str], checks: Mapping[str, tuple[str, str]], sizes: Mapping[str, int]) -> str:
    """The whole application's style sheet; every token used must be there (KeyError otherwise)."""
    inks = {f"ink_{hue}": pair[0] for hue, pair in checks.items()}
    return _SHEET.substitute({**colours, **inks, **{name: str(size) for name, size in sizes.items()}})
