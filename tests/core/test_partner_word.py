"""The partner's newest word: the note before a comment before a verdict, of the review saved last that has one."""

from dataclasses import replace

from refcoach.core.partner_word import PartnerWord, newest_word
from refcoach.core.review import Answer, Comment, Head, Review, TakeReview, TakeVerdict

OLD, NEW = "2026-11-15T20:00:00+00:00", "2026-11-22T20:00:00+00:00"
TAKES = (
    TakeReview("a1", comments=(Comment(3.0, "Slower here."),), verdict=TakeVerdict.COUNTS),
    TakeReview("a2", comments=(Comment(1.0, "Good\nopening."), Comment(9.0, "  ")), verdict=TakeVerdict.ANOTHER),
)


def review(saved_at: str = NEW, takes: tuple[TakeReview, ...] = TAKES, note: str = "") -> Review:
    return Review(f"r{saved_at}", "s1", "Sam", saved_at, saved_at, Head(), takes, note)


def test_a_note_comes_before_comments_and_these_before_a_verdict() -> None:
    assert newest_word([review(note="Clearer on who.\n Say why.")]) == PartnerWord("Sam", NEW, "Clearer on who. Say why.", "a1")
    assert newest_word([review()]) == PartnerWord("Sam", NEW, "Good opening.", "a2")
    bare = tuple(replace(take, comments=()) for take in TAKES)
    assert newest_word([review(takes=bare)]) == PartnerWord("Sam", NEW, "", "a2", TakeVerdict.ANOTHER)
    assert newest_word([review(takes=(), note="Well done.")]) == PartnerWord("Sam", NEW, "Well done.", "")


def test_the_review_saved_last_that_has_a_word_is_told() -> None:
    silent = review(NEW, (TakeReview("a3", (("ideal_client", Answer.YES),)),))
    found = newest_word([review(OLD, note="Say the place."), silent])
    assert found is not None
    assert found.words == "Say the place."
    assert newest_word([silent]) is None
    assert newest_word([]) is None
    # The clock decides, not the text: 21:00 in Berlin comes before 20:30 in London.
    berlin, london = review("2026-11-22T21:00:00+01:00", note="Earlier"), review("2026-11-22T20:30:00+00:00", note="Later")
    assert getattr(newest_word([berlin, london]), "words", "") == "Later"
