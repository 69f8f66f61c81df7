"""A partner's times come in UTC; what the rep and the partner read are the days of the rep's own clock."""

from pathlib import Path

import pytest
from share_samples import Ticking, home_desk, practise, review_json, shared, written

from refcoach.core.review import Head
from refcoach.core.trust import Seen, trust_lines
from refcoach.core.verification import BackDated, ClockBack, EntryFault, EntryFinding, HeadCheck, HeadState
from refcoach.engine.reviewing import import_review
from refcoach.share.share_file import read_share

LATE = "2026-11-08T23:30:00.000Z"  # the ninth, by the clock of the rep
NIGHT = "2026-11-08T23:30:00.000+00:00"


@pytest.mark.usefixtures("berlin")
def test_the_page_lists_earlier_reviews_by_the_reps_day(tmp_path: Path) -> None:
    desk, ticking = home_desk(tmp_path / "home"), Ticking()
    practise(desk, 0)
    data = read_share(shared(desk, tmp_path / "one.html", ticking).path)
    import_review(desk, written(tmp_path / "a.refreview", review_json(data, saved_at=LATE)), ticking.clock)
    second = shared(desk, tmp_path / "two.html", ticking).path
    page = second.read_text(encoding="utf-8").split('<script type="application/json"', 1)[0]
    assert "<li>9 Nov 2026, <bdi>Sam</bdi>" in page
    assert "8 Nov 2026, <bdi>Sam</bdi>" not in page
    (line,) = trust_lines(data, [Seen("another", LATE, data.head)])
    assert "Since you last looked on 2026-11-09" in line.sentence
    desk.close()


@pytest.mark.usefixtures("berlin")
def test_a_verification_names_the_reps_days() -> None:
    head = Head(3, "ff")
    assert "(2026-11-09)" in HeadCheck(head, NIGHT, HeadState.HOLDS).sentence
    dated = BackDated("attempt", "aaaaaaaa", "2026-11-07T23:50:00-05:00", 4, head, NIGHT).sentence
    assert "of 2026-11-07 was logged only after 2026-11-09" in dated  # practice keeps the day of the wall it was done at
    assert "of 2026-11-09" in EntryFinding(EntryFault.REMOVED, "review", "r", NIGHT).sentence
    back = ClockBack(5, "2026-11-08T22:00:00+00:00", "2026-11-09T00:30:00+01:00").sentence
    assert "from 2026-11-09 00:30 to 2026-11-08 23:00" in back
