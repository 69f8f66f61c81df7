"""The whole way: a share of a log, reviewed in a real browser, and the file that the browser saves taken in."""

import json
from pathlib import Path

from browsing import Opened
from reviewing import answer, reveal, save
from share_samples import Ticking, home_desk, practise, shared

from refcoach.core.entries import PLEDGE, REVIEW
from refcoach.core.pledge import Goals, Pledge
from refcoach.core.review import Answer, TakeVerdict
from refcoach.engine.reviewing import Arrival, import_review
from refcoach.share.share_file import read_share


def test_a_review_saved_by_a_browser_comes_home(browser: Opened, tmp_path: Path) -> None:
    desk = home_desk(tmp_path / "home")
    practise(desk, 0)
    practise(desk, 1)
    desk.put(PLEDGE, Pledge("pledge-1", "2026-11-02", Goals(days=2), "2026-11-02T08:00:00+01:00"))
    ticking = Ticking()
    sent = shared(desk, tmp_path / "sent.html", ticking, partner="Sam").path
    page = browser.open(read_share(sent))
    assert (tmp_path / "page.html").read_bytes() == sent.read_bytes()
    answer(page, 1)
    reveal(page, 1)
    page.locator("#take-1").get_by_label("Please do another take", exact=True).check()
    page.locator("#note").fill("Slower, <b>please</b>.")
    page.locator("#countersign").check()
    name, saved = save(page)
    assert name.startswith("review-dana-")
    file = tmp_path / name
    # The browser's clock is the real one, this log's is not.
    file.write_text(json.dumps({**saved, "saved_at": "2026-11-08T20:30:00.000Z"}), encoding="utf-8")
    found = import_review(desk, file, ticking.clock)
    assert found.arrival is Arrival.NEW
    assert (found.trouble, found.remarks) == ((), ())
    (review,) = desk.entries(REVIEW)
    (take,) = review.takes
    assert take.answers == (("ideal_client", Answer.YES), ("business_reason", Answer.NO), ("introduction_request", Answer.UNSURE))
    assert (take.verdict, review.note, review.partner) == (TakeVerdict.ANOTHER, "Slower, <b>please</b>.", "Sam")
    assert desk.entries(PLEDGE)[0].countersigned_by == "Sam"
    desk.close()
