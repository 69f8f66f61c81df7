"""States of the Pledge page for scripts/screenshots.py."""

from collections.abc import Callable
from time import sleep
from typing import Any

from refcoach.core.entries import LIVE, PLAN, REAL_ASK, REVIEW
from refcoach.core.entries import PLEDGE as PLEDGES
from refcoach.core.live import Listener, LivePractice, Relation
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.real_ask import Outcome, RealAsk, ReferralPlan
from refcoach.core.review import Head, Review

WEEK = "2026-11-23"
GOALS = Goals(days=4, drills=6, live_practices=1, real_asks=1, elements=(("business_reason", 3), ("introduction_request", 1)))


def _open(scene: Any, part: int = 0) -> None:
    from PySide6.QtWidgets import QApplication

    scene.ready()
    scene.window.show_page("pledge")
    scene.window.pledge.load()
    while scene.window.pledge.background.busy:
        sleep(0.02)  # the reader has the processor meanwhile
        QApplication.processEvents()
    scene.window.pledge.tabs.choose(part)
    QApplication.processEvents()


def _filled(scene: Any) -> None:
    desk = scene.desk
    signed = ("Sam", "2026-11-22T21:30:00Z", "r1")
    desk.put(PLEDGES, Pledge("p1", WEEK, GOALS, "2026-11-22T20:00:00+01:00", "Every morning before the first call.", "", *signed))
    people = (
        Listener("Jo", Relation.PEER, "Factory bosses in Ohio, food I think"),
        Listener("Ann", Relation.NEIGHBOUR, "Office managers in Texas"),
    )
    desk.put(LIVE, LivePractice("l1", "2026-11-16T18:00:00+01:00", (Listener("Max", Relation.HOUSEHOLD), people[0]), "The intro script"))
    desk.put(LIVE, LivePractice("l2", "2026-11-23T08:00:00+01:00", people, "The ask after praise", note="Say the place first."))
    scenario = desk.scenarios[0].id
    asked = ("2026-11-18T15:00:00+01:00", Outcome(2, 1, 0, 0, 0), "She will call her brother on Monday.")
    desk.put(REAL_ASK, RealAsk("a1", "Tomasz Wilk", "2026-11-10T09:00:00+01:00", "2026-11-18", scenario, *asked))
    desk.put(REAL_ASK, RealAsk("a2", "Priya Nair", "2026-11-17T09:00:00+01:00", "2026-11-26", scenario))
    desk.put(REAL_ASK, RealAsk("a3", "Ines at the print shop", "2026-11-20T09:00:00+01:00"))
    plan = ReferralPlan(
        *("plan", "2026-11-20T09:00:00+01:00", "Plant managers at food makers in Ohio", "We gave the planners two days a week back."),
        sources="Clients: Priya, Tomasz\nAdvisers: my accountant",
        moments="After the first report; when somebody says thanks",
    )
    desk.put(PLAN, plan)


def _week(scene: Any) -> None:
    _filled(scene)
    _open(scene)


def _offer(scene: Any) -> None:
    _filled(scene)
    goals = Goals(days=5, drills=8, real_asks=2)
    times = ("2026-11-22T21:30:00Z", "2026-11-23T07:30:00+01:00")
    scene.desk.put(REVIEW, Review("r1", "s1", "Sam", *times, Head(), proposed=goals, countersigned=True))
    scene.desk.logged["pledge"] = []
    _open(scene)


def _form(scene: Any) -> None:
    _week(scene)
    scene.window.pledge.week.open_form.click()


def _begun(scene: Any) -> None:
    """Forms that were open when the window was closed."""
    goals = {"days": 5, "drills": 8, "live_practices": 1, "real_asks": 2, "elements": [["business_reason", 4]]}
    pledge = {"week": WEEK, "goals": goals, "words": "Every morning before the first call."}
    scene.desk.keep_form_drafts({"pledge": pledge, "ask": {"who": "Priya Nair", "day": "", "scenario": ""}})
    _week(scene)


def _asks(scene: Any) -> None:
    _filled(scene)
    _open(scene, 1)


def _outcome(scene: Any) -> None:
    _asks(scene)
    scene.window.pledge.asks._cards["a2"].asked.click()


def _ask_form(scene: Any) -> None:
    _open(scene, 1)
    scene.window.pledge.asks.open_form.click()


def _live(scene: Any) -> None:
    _filled(scene)
    _open(scene, 2)


def _live_form(scene: Any) -> None:
    _open(scene, 2)
    scene.window.pledge.live.open_form.click()


def _plan(scene: Any) -> None:
    _filled(scene)
    _open(scene, 3)


PLEDGE: dict[str, Callable[[Any], object]] = {
    "pledge-empty": _open,
    "pledge-failed": _open,
    "pledge-week": _week,
    "pledge-offer": _offer,
    "pledge-form": _form,
    "pledge-begun": _begun,
    "pledge-asks": _asks,
    "pledge-outcome": _outcome,
    "pledge-ask-form": _ask_form,
    "pledge-live": _live,
    "pledge-live-form": _live_form,
    "pledge-plan": _plan,
}
