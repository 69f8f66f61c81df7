"""Compares what a listener said back with the rep's ideal client; the judge finds which of their words are about which facet."""

from collections.abc import Iterable
from typing import Any

from refcoach.core.errors import ModelError
from refcoach.core.finding import Judgement
from refcoach.core.live import Listener
from refcoach.core.profile import IdealClient
from refcoach.core.rubric import FACET_KEYS
from refcoach.core.say_back import FacetHeard, compare
from refcoach.core.transcript import typed
from refcoach.judge.judge import Judge


def facets_in(judge: Judge, said: str) -> Judgement | None:
    """What the judge hears of the facets in a text; None when its model is missing, so that a practice can be logged all the same."""
    try:
        return judge.judge(typed(said), FACET_KEYS)
    except ModelError:
        return None


def compared(judge: Judge, ideal: IdealClient, said: str) -> tuple[FacetHeard, ...]:
    """The comparison for every facet that the script names."""
    return compare(ideal, said, facets_in(judge, said) if said.strip() and ideal else None)


def compared_people(ideal: IdealClient, people: Iterable[Listener]) -> list[tuple[FacetHeard, ...]]:
    """What became of the facets with each listener; the judge is loaded only when somebody said something back."""
    judge = Judge()
    return [compared(judge, ideal, person.said_back) for person in people]


def heard_record(heard: tuple[FacetHeard, ...]) -> list[dict[str, Any]]:
    return [
        {"facet": item.facet, "label": item.label, "meant": item.meant, "outcome": str(item.outcome), "said": item.said} for item in heard
    ]
