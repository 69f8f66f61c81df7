"""`refcoach share` replaces its own page and nothing else."""

from pathlib import Path

import pytest

from refcoach.cli.main import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))


def test_an_earlier_page_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    assert main(["share", "--to", str(page), "--partner", "Sam"]) == 0
    first = page.read_text(encoding="utf-8")
    assert main(["share", "--to", str(page), "--partner", "Ann"]) == 0
    assert "Sam" in first
    assert "Ann" in page.read_text(encoding="utf-8")


def test_another_file_is_left_alone_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.html"
    letter.write_text("<p>My letter</p>", encoding="utf-8")
    assert main(["share", "--to", str(letter)]) == 2
    assert "Choose another name" in capsys.readouterr().err
    assert letter.read_text(encoding="utf-8") == "<p>My letter</p>"
    assert main(["share", "--to", str(letter), "--force"]) == 0
    assert "refcoach-share" in letter.read_text(encoding="utf-8")
