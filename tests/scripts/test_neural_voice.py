"""The offer of a natural voice: nothing is installed unasked, and a refusal or a failure stops nothing."""

import io
import sys
from pathlib import Path

import neural_voice
import pytest


def test_where_nobody_can_be_asked_nothing_is_installed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO("y\n"))
        assert not neural_voice.offer(tmp_path, Path(sys.executable), {})
    told = capsys.readouterr().err
    for what in ("GPL-3.0", "120 MB", "290 MB", ".voice", "computer's own voices"):
        assert what in told
    assert not (tmp_path / ".voice").exists()


@pytest.mark.parametrize(("answer", "expected"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_only_yes_is_yes(tmp_path: Path, answer: str, expected: bool) -> None:
    typed = tmp_path / "typed"
    typed.write_text(answer)
    with pytest.MonkeyPatch.context() as patch, typed.open() as stdin:
        patch.setattr(sys, "stdin", stdin)
        assert neural_voice.agreed(terminal=True) is expected


def test_a_failed_installation_is_told_and_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".voice").write_text("a file where the folder should be")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neural_voice, "agreed", lambda terminal: True)
        assert not neural_voice.offer(tmp_path, Path(sys.executable), {})
    told = capfd.readouterr().err
    assert "could not be installed" in told
    assert "computer's own voices" in told
