"""Rows as a model: what Qt asks of one holds, and a header is shown but never chosen."""

from typing import Any

from PySide6.QtCore import Qt
from ui_samples import SCENARIOS

from refcoach.ui.models.plain_rows import PlainModel, PlainRow
from refcoach.ui.models.row_model import ROW_ROLE
from refcoach.ui.widgets.scenario_list import ScenarioModel

ROWS = (PlainRow("day", "Monday", header=True), PlainRow("a", "One", ticked=True), PlainRow("b", "Two", "later"))


def test_the_models_keep_to_what_qt_asks_of_them(qtmodeltester: Any) -> None:
    plain, scenarios = PlainModel(), ScenarioModel()
    for model, rows in ((plain, ROWS), (scenarios, SCENARIOS)):
        qtmodeltester.check(model)
        model.show_rows(rows)
        qtmodeltester.check(model)
        assert [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())] == list(rows)
    assert scenarios.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == SCENARIOS[0].situation
    assert plain.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_header_is_shown_and_never_chosen() -> None:
    model = PlainModel()
    assert model.first() == -1
    model.show_rows(ROWS)
    assert model.first() == 1
    assert model.row_of("day") == -1
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index(2, 0).data() == "Two, later"
