"""`refcoach progress`: each check over time, agreement with the partner, what came of real asks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json, progress
from refcoach.core.agreement import KAPPA_FROM, Agreement, Pair, agreement, agreement_by_week, by_check
from refcoach.core.errors import UsageError
from refcoach.core.outcomes import OutcomeTotals
from refcoach.core.series import CheckSeries
from refcoach.engine.progress import Practice, read_practice

if TYPE_CHECKING:
    from rich.table import Table

BARS = "▁▂▃▄▅▆▇█"
NO_PRACTICE = "·"
SPARK_WEEKS = 26
RECENT_WEEKS = 4


def show_progress(
    since: Annotated[str | None, typer.Option("--since", help="Only from this day on, such as 2026-11-01.")] = None,
    as_json: JsonOption = False,
) -> None:
    """How often each check was heard, week by week; how far your partner and RefCoach agree; what came of your real asks."""
    begin = _day(since)
    today = date.today()
    if begin is not None and begin > today:
        raise UsageError(f"{begin.isoformat()} is still to come.", "Give a day on which you may have practised.")
    with desk() as opened:
        practice: Practice = progress("Reading your practice…", lambda: read_practice(opened, begin, today), quiet=as_json)
    if as_json:
        print_json(_record(practice))
        return
    from refcoach.cli.show import console

    out = console()
    if practice.empty:
        out.print(
            "No practice yet. Begin with: refcoach drill ask-after-praise" if begin is None else f"No practice since {begin.isoformat()}."
        )
        return
    out.print(checks_table(practice.series) if practice.series else "Nothing that could be told yet.")
    out.print(f"Each sign is a week, {NO_PRACTICE} one without practice; the last {SPARK_WEEKS} weeks at most.", style="dim")
    pairs = by_check(practice.pairs)
    if pairs:
        out.print("\nYour partner and RefCoach", style="bold")
        out.print(agreement_table(pairs, practice.labels))
        out.print(
            f"Kappa: 0 is what chance alone would give, 1 is always the same answer. It is shown from {KAPPA_FROM} answers on.", style="dim"
        )
    if practice.totals:
        out.print("\nReal asks", style="bold")
        out.print(", ".join(outcome_words(practice.totals)))


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UsageError(f"{words!r} is not a date.", "Dates look like 2026-11-30.") from error


def sparkline(series: CheckSeries, weeks: int = SPARK_WEEKS) -> str:
    """One sign for each of the last weeks: the share heard as the height of a bar."""
    return "".join(
        BARS[round(point.heard / point.told * (len(BARS) - 1))] if point.told else NO_PRACTICE for point in series.points[-weeks:]
    )


def of_words(sums: tuple[int, int]) -> str:
    """4 of 6 (67 %), or a dash where nothing was told."""
    heard, told = sums
    return f"{heard} of {told} ({heard / told:.0%})".replace("%", " %") if told else "–"


def checks_table(series: Sequence[CheckSeries]) -> "Table":
    from rich.table import Table

    from refcoach.cli.show import hue

    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Heard", "This week", "Four weeks", "In all", "Week by week"):
        table.add_column(column, no_wrap=True)
    for one in series:
        table.add_row(
            one.label, of_words(one.sums(1)), of_words(one.sums(RECENT_WEEKS)), of_words(one.sums()), sparkline(one), style=hue(one.key)
        )
    return table


def agreement_table(pairs: Mapping[str, Sequence[Pair]], labels: Mapping[str, str]) -> "Table":
    """For each check: how often both gave the same answer, against the findings as they stand and as they first were."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 1), header_style="dim")
    for column in ("Check", "Same answer", "Before your changes", "Only your partner", "Only RefCoach", "Left out", "Kappa"):
        table.add_column(column, justify="left" if column == "Check" else "right")
    for key, found in pairs.items():
        last, first = agreement(found), agreement(found, first=True)
        table.add_row(
            labels.get(key, key),
            of_words((last.agreed, last.answers)),
            of_words((first.agreed, first.answers)),
            str(last.yes_no),
            str(last.no_yes),
            str(last.unsure + last.could_not_tell),
            f"{last.kappa:.2f}" if last.kappa is not None else "–",
        )
    return table


def outcome_words(totals: OutcomeTotals) -> list[str]:
    """2 asks made, 1 introduction, ..., revenue 4,200."""
    counted = [(totals.asks, "ask made", "asks made"), (totals.introductions, "introduction", ""), (totals.meetings, "meeting", "")]
    counted += [(totals.opportunities, "opportunity", "opportunities"), (totals.customers, "customer", "")]
    words = [f"{number} {one if number == 1 else many or one + 's'}" for number, one, many in counted]
    return [*words, f"revenue {totals.revenue:,}"]


def _agreement_record(found: Agreement) -> dict[str, Any]:
    return {**asdict(found), "answers": found.answers, "share": found.share, "kappa": found.kappa}


def _record(practice: Practice) -> dict[str, Any]:
    checks = {
        one.key: {
            "label": one.label,
            "this_week": _sums_record(one.sums(1)),
            "four_weeks": _sums_record(one.sums(RECENT_WEEKS)),
            "all": _sums_record(one.sums()),
            "weeks": [point._asdict() for point in one.points],
        }
        for one in practice.series
    }
    agreements = {
        key: {
            "label": practice.labels.get(key, key),
            "now": _agreement_record(agreement(found)),
            "first": _agreement_record(agreement(found, first=True)),
            "weeks": {monday: _agreement_record(week) for monday, week in agreement_by_week(found).items()},
        }
        for key, found in by_check(practice.pairs).items()
    }
    return {
        "since": practice.since.isoformat(),
        "until": practice.until.isoformat(),
        "checks": checks,
        "days": [day._asdict() for day in practice.days if day.attempts or day.live or day.asks],
        "agreement": agreements,
        "outcomes": asdict(practice.totals),
    }


def _sums_record(sums: tuple[int, int]) -> dict[str, int]:
    return {"heard": sums[0], "told": sums[1]}
