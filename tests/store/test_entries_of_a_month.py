"""Entries of one kind and one month, from the journal and from the month's file."""

from pathlib import Path

from refcoach.core.entries import LIVE, REAL_ASK
from refcoach.core.live import LivePractice
from refcoach.core.real_ask import RealAsk
from refcoach.store.log import PracticeLog


def test_a_month_has_its_own_entries_of_that_kind_alone_before_and_after_folding(tmp_path: Path) -> None:
    log = PracticeLog(tmp_path)
    days = ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")
    for day in days:
        log.put(LIVE, LivePractice(f"live-{day}", f"{day}T23:30:00+01:00", ()))
    log.put(REAL_ASK, RealAsk("ask", "Acme", "2026-10-15T08:00:00+01:00"))
    for _ in ("journal", "files"):
        assert [live.live_id for live in log.entries(LIVE, month="2026-10")] == ["live-2026-10-31", "live-2026-10-01"]
        assert [live.live_id for live in log.entries(LIVE, month="2026-10", since="2026-10-02")] == ["live-2026-10-31"]
        assert [ask.ask_id for ask in log.entries(REAL_ASK, month="2026-10")] == ["ask"]
        assert log.entries(REAL_ASK, month="2026-11") == []
        assert log.entries(LIVE, month="2026-12") == []
        log.fold()
    log.close()
