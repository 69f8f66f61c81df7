"""What Today says: the greeting by the clock on the wall, the partner's word."""

from dataclasses import replace

import pytest
from ui_today import SAVED

from refcoach.core.partner_word import newest_word
from refcoach.core.review import Head, Review, TakeReview, TakeVerdict
from refcoach.ui.models.today_lines import partner_line
from refcoach.ui.models.today_words import greeting


@pytest.mark.parametrize(
    ("hour", "name", "words"),
    [
        (5, "Dana Okafor", "Good morning, Dana"),
        (12, "", "Good afternoon"),
        (17, "Dr. Okafor", "Good afternoon, Dr. Okafor"),
        (18, " Zo\u00eb ", "Good evening, Zo\u00eb"),
        (3, "Dana", "Good evening, Dana"),
    ],
)
def test_the_greeting_follows_the_clock_on_the_wall(hour: int, name: str, words: str) -> None:
    assert greeting(f"2026-11-25T{hour:02d}:00:00.000+09:00", name) == words


def test_a_verdict_alone_is_told_and_long_words_are_cut() -> None:
    review = Review("r1", "s1", "", *SAVED, Head(), (TakeReview("a1", verdict=TakeVerdict.ANOTHER),))
    assert partner_line(newest_word([review])) == "From your partner: please do another take"
    long = partner_line(newest_word([replace(review, note="word " * 100)]))
    assert len(long) < 220
    assert long.endswith("word\u2026\u201d")
    assert partner_line(None) == ""
