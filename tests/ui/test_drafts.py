"""A scenario of a draft is marked in the list: for the eye, and for those who have the list read to them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from ui_samples import SCENARIOS, MemoryDesk, OpenWindow

from refcoach.ui.widgets.scenario_list import line_below


def test_a_draft_is_marked_and_a_published_scenario_is_not(open_window: OpenWindow) -> None:
    published, draft = SCENARIOS[0], replace(SCENARIOS[1], draft=True)
    view = open_window(desk=MemoryDesk(scenarios=(published, draft)), wait=False).window.practise.scenarios
    told = [view.scenarios.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert told == ["The first scenario, The ask, 2 minutes", "The second scenario, 2 minutes, a draft"]
    assert line_below(published) == "The ask  \u00b7  2 min"
    assert line_below(draft) == "Draft  \u00b7  2 min"
