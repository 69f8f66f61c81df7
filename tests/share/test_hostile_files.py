"""Whatever file arrives: it is refused with a message and a hint, nothing on disk is changed, and memory stays bounded."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_reviews, hostile_shares
from share_samples import Ticking, everything_in, home_desk, practise, review_json, shared, written

from refcoach.core.entries import REVIEW
from refcoach.core.errors import RefCoachError
from refcoach.core.page_data import page_data_record
from refcoach.engine.desk import Desk
from refcoach.engine.partner_desk import PartnerDesk, open_partner_desk
from refcoach.engine.reviewing import import_review
from refcoach.share.share_file import read_share

_NOTHING: dict[str, Any] = {"takes": [{}]}
MOST_KB = 300_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    opened = home_desk(tmp_path_factory.mktemp("all") / "home")
    practise(opened, 0)
    shared(opened, opened.places.home.parent / "page.html", Ticking())
    opened.log.fold()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(desk: Desk) -> Path:
    return desk.places.home.parent / "page.html"


@pytest.fixture(scope="module")
def good(page: Path) -> dict[str, Any]:
    return review_json(read_share(page))


@pytest.fixture(scope="module")
def inbox(desk: Desk) -> PartnerDesk:
    return open_partner_desk(desk, Ticking().clock)


def refused(home: Path, attempt: Any) -> RefCoachError:
    before = everything_in(home)
    with pytest.raises(RefCoachError) as told:
        attempt()
    assert everything_in(home) == before
    assert told.value.message.endswith(".")
    assert told.value.hint.endswith(".")
    assert len(told.value.message) < 400
    assert told.value.message.isprintable()
    return told.value


@pytest.mark.parametrize("case", hostile_reviews(_NOTHING))
def test_a_review_file_that_cannot_be_used_changes_nothing(case: str, desk: Desk, good: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "review-dana.refreview"
    hostile_reviews(good)[case](file)
    refused(desk.places.home, lambda: import_review(desk, file, Ticking().clock))


@pytest.mark.parametrize("case", hostile_shares('id="refcoach-share"></script>', _NOTHING))
def test_a_share_that_cannot_be_used_changes_nothing(case: str, desk: Desk, page: Path, inbox: PartnerDesk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    hostile_shares(page.read_text(encoding="utf-8"), page_data_record(read_share(page)))[case](file)
    refused(desk.places.home, lambda: inbox.add_share(file))


def test_texts_of_markup_and_unseen_characters_are_texts_and_nothing_more(desk: Desk, good: dict[str, Any], tmp_path: Path) -> None:
    markup = "<script>alert(1)</script> [bold]no[/bold] {{ 7*7 }}"
    file = tmp_path / "a.refreview"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({**good, "note": markup + "\x1b[31m\u202e", "review_id": "markup"}).encode())
    assert import_review(desk, file, Ticking().clock).taken
    assert next(review.note for review in desk.entries(REVIEW) if review.review_id == "markup") == markup + "[31m"


def test_one_review_that_cannot_be_used_keeps_no_other_out(
    desk: Desk, good: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from refcoach.cli.main import main

    monkeypatch.setenv("REFCOACH_HOME", str(desk.places.home))
    bad = tmp_path / "bad.refreview"
    bad.write_bytes(b"{")
    fine = written(tmp_path / "fine.refreview", {**good, "review_id": "fine-one"})
    assert main(["review", "import", str(bad), str(fine)]) == 2
    printed = capsys.readouterr()
    assert "The review by Sam is in the log." in printed.out
    assert "bad.refreview is not a review that can be read" in printed.err


def test_a_review_that_came_as_text_in_a_message_is_read_from_standard_input(
    desk: Desk, good: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from refcoach.cli.main import main

    monkeypatch.setenv("REFCOACH_HOME", str(desk.places.home))
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" + json.dumps({**good, "review_id": "pasted-one"}, indent=1)))
    assert main(["review", "import", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["arrival"] == "new"
    monkeypatch.setattr("sys.stdin", io.StringIO("Hello, here is my review:"))
    assert main(["review", "import", "-"]) == 2
    assert "The text is not a review that can be read" in capsys.readouterr().err


_RUN = """
import json, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from share_samples import Ticking
from refcoach.core.errors import RefCoachError
from refcoach.engine.desk import open_desk
from refcoach.engine.partner_desk import open_partner_desk
from refcoach.engine.reviewing import import_review
desk = open_desk(env={"REFCOACH_HOME": sys.argv[1]})
inbox = open_partner_desk(desk, Ticking().clock)
refused = 0
for file in sorted(Path(sys.argv[2]).iterdir()):
    try:
        inbox.add_share(file) if file.suffix == ".html" else import_review(desk, file, Ticking().clock)
    except RefCoachError:
        refused += 1
# Not ru_maxrss: a process inherits it from the one that started it, here from a whole run of tests.
peak_kb = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"refused": refused, "peak_kb": peak_kb}))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_all_of_them_together_need_less_than_300_mb(desk: Desk, page: Path, good: dict[str, Any], tmp_path: Path) -> None:
    shares = hostile_shares(page.read_text(encoding="utf-8"), page_data_record(read_share(page)))
    made = [(make, f"{number:03d}.html") for number, make in enumerate(shares.values())]
    made += [(make, f"{number:03d}.refreview") for number, make in enumerate(hostile_reviews(good).values())]
    folder = tmp_path / "files"
    folder.mkdir()
    for make, name in made:
        make(folder / name)
    there = [path for path in folder.iterdir() if path.is_symlink() or path.exists()]
    here = Path(__file__).parent
    command = [sys.executable, "-c", _RUN, str(desk.places.home), str(folder), str(here), str(here.parent)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=150).stdout)
    assert found["refused"] == len(there)
    assert found["peak_kb"] < MOST_KB


def test_the_command_line_starts_without_what_reads_reviews() -> None:
    code = "import sys, refcoach.cli.main; print(sorted({'pydantic', 'jinja2', 'av', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
