"""A log with takes that can be shared, and reviews as the page saves them."""

import json
import shutil
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from samples import sample_attempt

from refcoach.core.assets import asset
from refcoach.core.attempt import Attempt, Take
from refcoach.core.page_data import PageData
from refcoach.core.profile import Profile
from refcoach.engine.attempts import Clock
from refcoach.engine.desk import Desk, open_desk
from refcoach.engine.sharing import Shared, ShareOrder, share_page
from refcoach.speech.wav import fingerprint, read_speech

TAKE = asset("takes", "ask-after-praise.wav")
MARK = fingerprint(read_speech(TAKE))
FIRST = datetime.fromisoformat("2026-11-02T18:00:00+01:00")
WEEK = (date(2026, 11, 2), date(2026, 11, 8))
NOW = "2026-11-08T20:00:00.000+01:00"


@dataclass
class Ticking:
    """A clock that goes on by a second with every look, and ids that can be told apart."""

    at: datetime = field(default_factory=lambda: datetime.fromisoformat(NOW))
    ids: int = 0

    def now(self) -> str:
        self.at += timedelta(seconds=1)
        return self.at.isoformat(timespec="milliseconds")

    def new_id(self) -> str:
        self.ids += 1
        return f"id-{self.ids:04d}"

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.new_id)


def home_desk(home: Path) -> Desk:
    opened = open_desk(env={"REFCOACH_HOME": str(home)})
    opened.save_profile(Profile(name="Dana"))
    return opened


def practise(desk: Desk, number: int, *, sound: bool = True, **more: Any) -> Attempt:
    """An attempt in the log, one a day from FIRST on, with the sound of a real take."""
    at = (FIRST + timedelta(days=number % 7, minutes=number)).isoformat(timespec="milliseconds")
    made = replace(sample_attempt(number, f"session-{number}"), at=at, attempt_id=f"take{number:04d}", **more)
    if sound:
        path = desk.shelf.new_path(made.attempt_id, at)
        shutil.copyfile(TAKE, path)
        made = replace(made, take=Take(desk.shelf.relative(path), 18.1, 16000, -4.0, -21.0, (), MARK))
    else:
        made = replace(made, take=None)
    desk.log.put_attempt(made)
    return made


def shared(desk: Desk, path: Path, ticking: Ticking, with_audio: Any = "all", **more: Any) -> Shared:
    return share_page(desk, ShareOrder(*WEEK, with_audio, **more), path, ticking.clock)


def review_json(data: PageData, **changed: Any) -> dict[str, Any]:
    """What the page saves for this share, in its form."""
    takes = [
        {
            "attempt_id": take.attempt_id,
            "answers": {check.key: "yes" for check in take.checks if check.required},
            "comments": [{"at_s": 3.25, "text": "Here I could see her."}],
            "said_back": "plant managers at food makers in Ohio",
            "verdict": "counts",
        }
        for take in data.takes
    ]
    made = {
        "format": "refcoach-review",
        "version": 1,
        "review_id": "0b0a7d9e-1111-4222-8333-abcdefabcdef",
        "share_id": data.share_id,
        "partner": "Sam",
        "saved_at": "2026-11-08T20:30:00.000Z",
        "head": {"number": data.head.number, "hash": data.head.hash},
        "takes": takes,
        "note": "A good week.",
        "proposed": None,
        "countersigned": False,
    }
    return {**made, **changed}


def written(path: Path, review: dict[str, Any]) -> Path:
    path.write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    return path


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
