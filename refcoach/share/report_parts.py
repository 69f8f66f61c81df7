"""The pieces of the printed report: styles, headings, tables, the calendar and the small charts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from refcoach.core.finding import Verdict
from refcoach.core.pledge import monday_of
from refcoach.core.report_data import ReportAttempt, ReportCheck, ReportNote, ReportPledge
from refcoach.core.series import CheckSeries, DayCount, WeekCount
from refcoach.share.fonts import BOLD, REGULAR, Fonts
from refcoach.share.plain_text import printable

INK, SOFT, HAIRLINE, TINT, ACCENT = "#25221e", "#564f47", "#d5ccc0", "#f3efe9", "#1f5f5b"
VERDICT_WORDS = {Verdict.PRESENT: "I heard it", Verdict.MISSING: "not heard yet", Verdict.UNCLEAR: "could not tell"}
PARTNER_WORDS = {"yes": "heard it", "no": "did not hear it", "unsure": "not sure"}
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_WEEKS = 27  # half a year as a calendar of days; longer periods stand by month
CHART_WEEKS = 26
LONGEST_TITLE = 160  # characters of an entry of the outline
CHART_PT = (130.0, 22.0)


class Parts:
    """Builds reportlab's flowables `width_pt` points wide."""

    def __init__(self, fonts: Fonts, width_pt: float) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.fonts, self.width_pt = fonts, width_pt
        plain = ParagraphStyle(
            "plain", fontName=REGULAR, fontSize=9, leading=13, textColor=INK, spaceAfter=2, bulletFontName=REGULAR, bulletFontSize=9
        )
        self._styles = {
            "plain": plain,
            "title": ParagraphStyle("title", plain, fontName=BOLD, fontSize=20, leading=26, spaceAfter=4),
            "heading": ParagraphStyle(
                "heading", plain, fontName=BOLD, fontSize=13, leading=18, spaceBefore=16, spaceAfter=6, keepWithNext=1
            ),
            "strong": ParagraphStyle("strong", plain, fontName=BOLD, keepWithNext=1, spaceBefore=8),
            "soft": ParagraphStyle("soft", plain, textColor=SOFT),
            "cell": ParagraphStyle("cell", plain, fontSize=8.5, leading=11, spaceAfter=0),
            "head": ParagraphStyle("head", plain, fontSize=8, leading=11, spaceAfter=0, textColor=SOFT),
            "quote": ParagraphStyle("quote", plain, leftIndent=10, borderPadding=(0, 0, 0, 6), textColor=SOFT),
            "step": ParagraphStyle("step", plain, leftIndent=14, bulletIndent=2),
        }

    def text(self, words: str, style: str = "plain", bullet: str | None = None) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self.fonts.markup(words), self._styles[style], bulletText=bullet)

    def heading(self, words: str, level: int = 0) -> Any:
        """A heading that the document's outline lists on `level`."""
        style = self._styles["title" if level == 0 else "heading" if level == 1 else "strong"]
        return _heading_class()(self.fonts.markup(words), style, outline=(level, outline_words(words)))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[float], *more: tuple[Any, ...]) -> Any:
        """A table with a head that comes again on every page; cells are texts or flowables, `widths` shares of the whole."""
        from reportlab.platypus import Table

        cells = [[self.text(word, "head") for word in head]]
        cells += [[self.text(cell, "cell") if isinstance(cell, str) else cell for cell in row] for row in rows]
        total = sum(widths)
        made = Table(cells, [self.width_pt * width / total for width in widths], repeatRows=1, spaceBefore=2, spaceAfter=6)
        made.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
                *more,
            ]
        )
        return made

    def pledge(self, pledge: ReportPledge) -> list[Any]:
        signed = f" Countersigned by {pledge.countersigned_by}." if pledge.countersigned_by else " Not countersigned."
        rows = [(what, str(promised), str(kept), "kept" if kept >= promised else "not kept yet") for what, promised, kept in pledge.goals]
        found = [self.heading(f"Week from {day_words(pledge.week)}", 2), self.text(f"{pledge.words}{signed}".strip())]
        return [*found, self.table(("Promised", "How many", "Done", ""), rows, (5, 2, 2, 3))] if rows else found

    def calendar(self, days: Sequence[DayCount], since: date, until: date) -> Any:
        """A row a week up to half a year, else a row a month."""
        first, last = monday_of(since), monday_of(until)
        weeks = (last - first).days // 7 + 1
        return self._weeks(days, first, weeks, since, until) if weeks <= MOST_WEEKS else self._months(days)

    def _weeks(self, days: Sequence[DayCount], first: date, weeks: int, since: date, until: date) -> Any:
        done = {day.day: day for day in days}
        rows: list[Sequence[Any]] = []
        marks: list[tuple[Any, ...]] = []
        for week in range(weeks):
            monday = first + timedelta(weeks=week)
            row: list[str] = [day_words(monday.isoformat())]
            for weekday in range(7):
                day = monday + timedelta(days=weekday)
                count = done.get(day.isoformat())
                row.append(_done_words(count) if count and _anything(count) else "" if not since <= day <= until else "–")
                if count and _anything(count):
                    marks.append(("BACKGROUND", (weekday + 1, week + 1), (weekday + 1, week + 1), TINT))
            rows.append(row)
        padding = ("LEFTPADDING", (1, 0), (-1, -1), 4)
        return self.table(("Week from", *DAY_NAMES), rows, (5, *([3] * 7)), padding, *marks)

    def _months(self, days: Sequence[DayCount]) -> Any:
        months: dict[str, list[int]] = {}
        for day in filter(_anything, days):
            month = months.setdefault(day.day[:7], [0, 0, 0, 0])
            for place, number in enumerate((1, day.attempts, day.live, day.asks)):
                month[place] += number
        rows = [(f"{date.fromisoformat(month + '-01'):%B %Y}", *map(str, counts)) for month, counts in months.items()]
        return self.table(("Month", "Days of practice", "Attempts", "Live practices", "Real asks"), rows, (3, 3, 2, 2, 2))

    def elements(self, series: Sequence[CheckSeries]) -> Any:
        """Each check with its sums and a bar for each of the last weeks."""
        rows = []
        for line in series:
            heard, told = line.sums()
            share = f"{round(100 * heard / told)} %" if told else "–"
            rows.append((line.label, str(heard), str(told), share, chart(line.points[-CHART_WEEKS:])))
        weeks = f"The last {CHART_WEEKS} weeks" if series and len(series[0].points) > CHART_WEEKS else "Week by week"
        return self.table(("Check", "Heard in", "of attempts", "Share", weeks), rows, (4, 2, 2, 2, 4))

    def attempt(self, attempt: ReportAttempt) -> list[Any]:
        again = f", {attempt.takes} takes" if attempt.takes > 1 else ""
        length = "typed" if attempt.duration_s is None else f"{attempt.duration_s:.0f} s"
        found = [
            self.heading(f"{time_words(attempt.at)} · {attempt.title}", 2),
            self.text(f"{attempt.turn}, try {attempt.number}{again}, {length}, {attempt.attempt_id[:8]}", "soft"),
        ]
        if attempt.state:
            found.append(self.text(attempt.state))
        if attempt.checks:
            found.append(self._checks(attempt.checks))
        if attempt.partner:
            found.append(self.text(attempt.partner))
        found += [self.text(step, "step", f"{number}.") for number, step in enumerate(attempt.steps, 1)]
        if attempt.text:
            found.append(self.text(f"“{attempt.text}”", "quote"))
        return found

    def _checks(self, checks: Sequence[ReportCheck]) -> Any:
        reviewed = any(check.partner for check in checks)
        rows = []
        for check in checks:
            words = VERDICT_WORDS[check.verdict]
            if check.before is not None:
                words += f" (contested; before: {VERDICT_WORDS[check.before]})"
            rows.append((check.label, words, *([PARTNER_WORDS.get(check.partner, "")] if reviewed else [])))
        head = ("Check", "RefCoach", "Partner") if reviewed else ("Check", "RefCoach")
        return self.table(head, rows, (4, 5, 3) if reviewed else (4, 8))

    def note(self, note: ReportNote) -> list[Any]:
        return [self.heading(f"{time_words(note.at)} · {note.heading}", 2), *(self.text(line) for line in note.lines)]


@cache
def _heading_class() -> Any:
    from reportlab.platypus import Paragraph

    class Heading(Paragraph):  # type: ignore[misc]
        """A paragraph that stands in the outline; of one that is split over two pages the first piece does."""

        def __init__(self, *given: Any, outline: tuple[int, str] | None = None, **more: Any) -> None:
            super().__init__(*given, **more)
            self.outline = outline

        def split(self, *given: Any) -> Any:
            pieces = super().split(*given)
            if pieces:
                pieces[0].outline = self.outline
            return pieces

    return Heading


def outline_words(words: str) -> str:
    """What stands in the outline and among the document's properties: any letters, on one line that is not too long."""
    line = " ".join(printable(words).split())
    return line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE]}…"


def chart(points: Sequence[WeekCount]) -> Any:
    """A bar a week, as tall as the share of attempts in which the check was heard; a week in which nothing could be told has none."""
    from reportlab.graphics.shapes import Drawing, Line, Rect

    width, height = CHART_PT
    drawing = Drawing(width, height)
    step = min(18.0, width / max(1, len(points)))
    for place, point in enumerate(points):
        if point.told:
            x, wide = place * step, max(1.5, step - 2)
            drawing.add(Rect(x, 1, wide, height - 2, fillColor=_colour(TINT), strokeColor=None))
            if point.heard:
                drawing.add(Rect(x, 1, wide, (height - 2) * point.heard / point.told, fillColor=_colour(ACCENT), strokeColor=None))
    drawing.add(Line(0, 1, step * max(1, len(points)), 1, strokeColor=_colour(HAIRLINE), strokeWidth=0.5))
    return drawing


def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _anything(day: DayCount) -> bool:
    return bool(day.attempts or day.live or day.asks)


def _done_words(day: DayCount) -> str:
    """ "3, live 1, ask 1": attempts, then what else was done."""
    parts = [str(day.attempts)] if day.attempts else []
    parts += [f"live {day.live}"] if day.live else []
    parts += [f"ask {day.asks}"] if day.asks else []
    return ", ".join(parts)


def day_words(day: str) -> str:
    """ "23 November 2026", or the text itself when it is no day."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {found:%B %Y}"


def time_words(at: str) -> str:
    """ "23 November 2026, 18:05" as the clock on the wall showed it."""
    return f"{day_words(at[:10])}, {at[11:16]}" if len(at) >= 16 else day_words(at)
