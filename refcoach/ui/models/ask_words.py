"""When a real ask is to be made, or was, and which comes next, in words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from refcoach.core.asks import AskState
from refcoach.core.real_ask import RealAsk
from refcoach.ui.words import day_words, on_day, parsed

if TYPE_CHECKING:
    from refcoach.engine.pledges import AskNow


def when_words(ask: RealAsk, today: date) -> str:
    """When it is to be asked, or was."""
    if ask.asked:
        return f"Asked {on_day(ask.asked_at[:10], today)}"
    planned = parsed(ask.planned_for)
    if planned is None:
        return "No day yet"
    ahead = (planned.date() - today).days
    if ahead == 1:
        return "Tomorrow"
    words = day_words(ask.planned_for, today)
    return words if ahead >= 0 else f"Was planned for {on_day(ask.planned_for, today).removeprefix('on ')}"


def ask_line(asks: Sequence["AskNow"], today: date) -> str:
    """The next ask in a line, for another part of the page."""
    waiting = next((now for now in asks if now.state is AskState.OPEN), None)
    if waiting is None:
        return ""
    when = when_words(waiting.ask, today)
    return f"Next real ask: {waiting.ask.who}, {when[:1].lower() + when[1:] if when in ('Today', 'Tomorrow', 'No day yet') else when}"
