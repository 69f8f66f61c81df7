"""The printed report of a period as PDF: what was promised and kept, the calendar, each check, every attempt, what came back."""

import io
from datetime import date
from typing import Any, BinaryIO

from refcoach.core.report_data import ReportData, ReportNote
from refcoach.core.week import days_practised
from refcoach.share.fonts import MISSING, REGULAR, Fonts
from refcoach.share.report_parts import SOFT, Parts, day_words, outline_words, time_words

PAPERS = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}  # points of 1/72 inch
MARGIN_PT = 54.0
NUMBER_PT = 90.0  # kept free at the foot for the number of the page
MOST_NAMED = 12  # letters that are named one by one where they cannot be printed


def write_report(data: ReportData, out: BinaryIO, paper: str = "a4", fonts: Fonts | None = None) -> tuple[int, tuple[str, ...]]:
    """Write the PDF; gives the number of its pages and the letters that could not be printed. The same data give the same bytes.

    `paper` is a key of PAPERS; raises OSError when `out` cannot take it.
    """
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    letters = fonts or Fonts()
    size = PAPERS[paper]
    title = f"Practice report{f' of {data.rep}' if data.rep else ''}"
    parts = Parts(letters, size[0] - 2 * MARGIN_PT)
    period = f"{title}, {day_words(data.since)} to {day_words(data.until)}"
    story = _story(data, parts, title)
    built = io.BytesIO()  # the table of the file's parts is written last, from a file that can be sought in
    document = _document_class(BaseDocTemplate)(
        built,
        pagesize=size,
        title=outline_words(title),
        author=outline_words(data.rep) or "RefCoach",
        subject=outline_words(period),
        creator="RefCoach",
        lang="en",
        displayDocTitle=1,
        invariant=1,
        initialFontName=REGULAR,
    )
    frame = Frame(MARGIN_PT, MARGIN_PT, size[0] - 2 * MARGIN_PT, size[1] - 2 * MARGIN_PT, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame])])
    document.build(story, canvasmaker=_numbered_class(parts.text(period, "head")))
    out.write(built.getvalue())
    return document.page, tuple(letters.replaced)


def _story(data: ReportData, parts: Parts, title: str) -> list[Any]:
    since, until = date.fromisoformat(data.since), date.fromisoformat(data.until)
    story = [
        parts.heading(title),
        parts.text(f"{day_words(data.since)} to {day_words(data.until)}. Written on {time_words(data.written_at)}.", "soft"),
        parts.text(_sums(data)),
    ]
    if data.scenario:
        story.append(parts.text(f"Only the attempts of one scenario: {data.scenario}."))
    if data.pledges:
        story.append(parts.heading("Pledge", 1))
        for pledge in data.pledges:
            story += parts.pledge(pledge)
    story.append(parts.heading("Calendar", 1))
    if any(day.attempts or day.live or day.asks for day in data.days):
        story += [parts.text("Attempts on each day, live practices and real asks.", "soft"), parts.calendar(data.days, since, until)]
    else:
        story.append(parts.text("Nothing was logged in this period."))
    if data.series:
        told = "Only attempts in which it could be told count. A bar stands for a week: the taller, the larger the share."
        story += [parts.heading("What was heard", 1), parts.text(told, "soft"), parts.elements(data.series)]
    story += _attempts(data, parts)
    for heading, notes in (("Reviews of the partner", data.reviews), ("Live practices", data.lives), ("Real asks", data.asks)):
        story += _notes(parts, heading, notes)
    if data.chain:
        story += [parts.heading("Has the log been changed?", 1), *(parts.text(sentence) for sentence in data.chain)]
    return [*story, *_replaced(parts)]


def _sums(data: ReportData) -> str:
    days = len(days_practised(data.days))
    made = [_count(data.total, "attempt"), _count(sum(day.live for day in data.days), "live practice")]
    made.append(_count(sum(day.asks for day in data.days), "real ask"))
    return f"{_count(days, 'day')} with practice: {', '.join(made)}. Only live practices that keep the rules count."


def _attempts(data: ReportData, parts: Parts) -> list[Any]:
    from reportlab.platypus import KeepTogether

    if not data.attempts:
        return []
    story: list[Any] = []
    before = [parts.heading("Attempts", 1)]
    left = data.total - len(data.attempts)
    if left > 0:
        before.append(parts.text(f"The newest {len(data.attempts)}. {_count(left, 'older attempt')} can be had in the CSV export.", "soft"))
    for attempt in data.attempts:
        found, before = [*before, *parts.attempt(attempt)], []
        # What was said may be longer than a page; all before it stays together.
        story += [KeepTogether(found[:-1]), found[-1]] if attempt.text else [KeepTogether(found)]
    return story


def _notes(parts: Parts, heading: str, notes: tuple[ReportNote, ...]) -> list[Any]:
    if not notes:
        return []
    return [parts.heading(heading, 1), *(piece for note in notes for piece in parts.note(note))]


def _replaced(parts: Parts) -> list[Any]:
    """Which letters this report could not print: said in it, never passed over."""
    counted = parts.fonts.replaced.copy()
    if not counted:
        return []
    named = ", ".join(f"U+{ord(letter):04X}" for letter, _ in counted.most_common(MOST_NAMED))
    more = f" and {len(counted) - MOST_NAMED} others" if len(counted) > MOST_NAMED else ""
    words = (
        f"{_count(counted.total(), 'letter')} could not be printed with the fonts of this computer. Each stands as its plain letter "
        f"where it has one, else as {MISSING}: {named}{more}. The CSV and JSON Lines exports hold them as they are."
    )
    return [parts.heading("About the letters", 1), parts.text(words)]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _document_class(base: type) -> Any:
    class Outlined(base):  # type: ignore[misc]
        """Lists headings in the outline as they are set."""

        def afterFlowable(self, flowable: Any) -> None:
            if getattr(flowable, "outline", None):
                level, words = flowable.outline
                key = f"heading-{self.seq.nextf('heading')}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(words, key, level, closed=level > 0)

    return Outlined


def _numbered_class(foot: Any) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        """Writes "Page 2 of 5" once the number of pages is known."""

        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self.setFont(REGULAR, 8)
                self.setFillColor(SOFT)
                foot.wrapOn(self, self._pagesize[0] - 2 * MARGIN_PT - NUMBER_PT, MARGIN_PT)
                foot.drawOn(self, MARGIN_PT, MARGIN_PT / 2 - 3)
                self.drawRightString(self._pagesize[0] - MARGIN_PT, MARGIN_PT / 2, f"Page {number} of {len(self._pages)}")
                super().showPage()
            super().save()

    return Numbered
