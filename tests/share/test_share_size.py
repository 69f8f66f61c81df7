"""Twenty takes of 45 seconds go out in less than 6 MB, page and all, and can still be heard."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from share_samples import TAKE, Ticking, home_desk, practise, shared

from refcoach.core.attempt import Take
from refcoach.engine.sharing import estimated_bytes
from refcoach.share.share_file import read_share
from refcoach.speech.wav import read_speech, write_wav

SECONDS, RATE_HZ = 45, 16_000


def test_twenty_takes_of_45_seconds_stay_below_6_mb(tmp_path: Path) -> None:
    desk = home_desk(tmp_path / "home")
    long = np.resize(read_speech(TAKE), SECONDS * RATE_HZ)
    takes = []
    for number in range(20):
        made = practise(desk, number)
        assert made.take is not None
        path = desk.shelf.path_of(made.take.file)
        write_wav(path, np.roll(long, number * RATE_HZ))
        made = replace(made, take=Take(made.take.file, float(SECONDS), RATE_HZ, -4.0, -21.0))
        desk.log.put_attempt(made)
        takes.append(made)
    page = shared(desk, tmp_path / "page.html", Ticking())
    desk.close()
    assert page.size_bytes == page.path.stat().st_size < 6_000_000
    assert sum(bool(take.audio) for take in read_share(page.path).takes) == 20
    assert abs(estimated_bytes(takes, frozenset(page.share.with_audio)) - page.size_bytes) < page.size_bytes / 10
