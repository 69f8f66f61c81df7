"""The printed report, read back from its file."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import reportlab
from export_samples import ODD_TEXTS
from hypothesis import given, settings
from pdf_reading import info, outline, pages, size_of, texts
from report_samples import SAID, attempt, report

from refcoach.core.report_data import ReportData, ReportNote
from refcoach.share.fonts import MISSING, Fonts, system_fonts, vera
from refcoach.share.report import PAPERS, write_report

# A font that reportlab brings for its own tests; it has two letters of Khmer, a bar and blanks.
SPARSE = Path(reportlab.__file__).with_name("fonts") / "hb-test.ttf"


def written(data: ReportData, paper: str = "a4", fonts: Fonts | None = None) -> bytes:
    out = io.BytesIO()
    count, _ = write_report(data, out, paper, fonts or Fonts(()))
    assert pages(out.getvalue()) == count
    return out.getvalue()


def whole(pdf: bytes) -> str:
    return " ".join(" ".join(texts(pdf)).split())


def test_everything_of_the_period_stands_in_the_report() -> None:
    text = whole(written(report()))
    for words in (
        "Practice report of Dana Kessler",
        "2 November 2026 to 29 November 2026. Written on 29 November 2026, 20:15.",
        "Every morning before nine. Countersigned by Sam.",
        "Days of practice 5 4 not kept yet",
        "Drills 8 9 kept",
        "Week from Mon Tue Wed Thu Fri Sat Sun",
        "3, live 1",
        "Ideal client 6 16 38 %",
        "praise, try 1, 31 s, 00000000",
        "could not tell (contested; before: not heard",
        "1. Introduction: Ask them to bring you together.",
        "Sam: this take counts.",
        "Say why it is worth meeting you.",
        "Jo thinks of: plant managers.",
        "1 introduction, 1 meeting.",
        "All 214 entries are as they were written.",
    ):
        assert words in text, words
    assert "About the letters" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_pages_have_their_size_and_their_numbers(paper: str) -> None:
    pdf = written(report(), paper)
    assert size_of(pdf) == pytest.approx(PAPERS[paper], abs=0.01)
    count = pages(pdf)
    assert count > 1
    for number, page in enumerate(texts(pdf), 1):
        assert f"Page {number} of {count}" in page


def test_the_file_says_its_title_and_language_and_has_an_outline() -> None:
    pdf = written(report(rep="Žofie 日本"))
    assert info(pdf, "Title") == "Practice report of Žofie 日本"
    assert info(pdf, "Author") == "Žofie 日本"
    assert info(pdf, "Lang") == "en"
    assert b"/DisplayDocTitle true" in pdf
    titles = outline(pdf)
    assert {"Practice report of Žofie 日本", "Pledge", "Calendar", "What was heard", "Attempts", "Real asks"} <= set(titles)
    assert sum("praised your work" in title for title in titles) == 6


def test_the_same_data_give_the_same_bytes() -> None:
    assert written(report()) == written(report())


def test_nothing_logged_is_said() -> None:
    text = whole(written(ReportData("", "2026-11-29T20:15:00+01:00", "2026-11-23", "2026-11-29")))
    assert "Practice report 23 November 2026" in text
    assert "Nothing was logged in this period." in text
    assert "0 days with practice: 0 attempts, 0 live practices, 0 real asks." in text


def test_a_long_period_stands_by_month() -> None:
    text = whole(written(report(since="2026-01-01")))
    assert "Month Days of practice Attempts Live practices Real asks" in text
    assert "November 2026 " in text


def test_attempts_that_are_left_out_are_counted() -> None:
    assert "The newest 6. 1194 older attempts can be had in the CSV export." in whole(written(report(total=1200)))


def test_texts_longer_than_a_page_and_words_wider_than_a_line_break() -> None:
    made = attempt(1, text=f"{SAID} " * 60 + "last words", title="x" * 300, steps=("y" * 500,))
    pdf = written(report((made,), rep="w" * 4000, reviews=(ReportNote("2026-11-22", "Sam", ("z " * 4000,)),)))
    assert pages(pdf) > 4
    joined = whole(pdf)
    assert "last words" in joined
    assert joined.count("x") >= 300
    assert joined.count("y") >= 500
    assert sum(title.startswith("Practice report of www") for title in outline(pdf)) == 1


def test_letters_that_no_font_has_are_replaced_and_told() -> None:
    fonts = Fonts(())
    assert fonts.markup("Zoë Müller Łódź <b>&") == "Zoë Müller Łódz &lt;b&gt;&amp;"
    assert fonts.markup("ő 日 \u202eשלום\u202c 🎤\ufe0f") == f"o {MISSING} {MISSING * 4} {MISSING}"
    assert set(fonts.replaced) == set("źő日שלום🎤")
    text = whole(written(report((attempt(1, text="日本 日"),)), fonts=Fonts(())))
    assert "3 letters could not be printed" in text
    assert "U+65E5, U+672C" in text


def test_what_the_base_font_lacks_comes_from_the_next_font_that_has_it() -> None:
    sparse_first = Fonts(vera()[:1], (SPARSE, SPARSE))
    assert sparse_first.markup("| ab|") == '| <font name="RefCoach-Vera">ab</font>|'
    assert not sparse_first.replaced
    pdf = written(report(), fonts=Fonts(vera()[:1], (SPARSE, SPARSE)))
    assert b"BitstreamVeraSans-Roman" in pdf
    Fonts(())  # gives the base its own font again


def test_a_font_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "DejaVuSans.ttf"
    broken.write_bytes(b"no font")
    assert system_fonts([str(tmp_path), str(tmp_path / "none")]) == (broken,)
    fonts = Fonts([broken])
    assert fonts.markup("日") == MISSING


def test_fonts_are_embedded() -> None:
    pdf = written(report())
    assert pdf.count(b"/FontFile2") == 2


@settings(max_examples=20)
@given(ODD_TEXTS, ODD_TEXTS)
def test_any_text_can_be_printed(text: str, other: str) -> None:
    made = attempt(1, text=text, title=other, steps=(text,), partner=other, turn=text)
    data = replace(report((made,), rep=text, reviews=(ReportNote("2026-11-22", other, (text, other)),)), chain=(other,))
    assert pages(written(data)) >= 1
