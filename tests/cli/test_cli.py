"""The command-line contract: JSON shapes, order, exit codes, light imports."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from neural_stand_in import stand_in

from refcoach.cli.drill import answers_in_order
from refcoach.cli.main import main
from refcoach.core.assets import asset
from refcoach.core.bands import STANDARD
from refcoach.core.errors import AudioError
from refcoach.core.rubric import ELEMENT_KEYS, FACET_KEYS, PITFALL_KEYS, REQUIRED_KEYS
from refcoach.engine.drill import Answer

ASK = (
    "Thank you, Priya. Who do you know among plant managers at food makers in Ohio, where a line has just stopped twice in a month? "
    "We cut the stops by half for a bakery last year. Could you put the two of us on a call together, so that they expect me?"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFCOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_check_prints_one_object_with_every_key_and_exact_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ASK, "--json"]) == 0
    (found,) = lines(capsys.readouterr().out)
    assert found["text"] == ASK
    assert tuple(found["elements"]) == ELEMENT_KEYS
    assert tuple(found["facets"]) == FACET_KEYS
    assert tuple(found["pitfalls"]) == PITFALL_KEYS
    assert {key: found["elements"][key]["verdict"] for key in REQUIRED_KEYS} == dict.fromkeys(REQUIRED_KEYS, "present")
    for finding in (*found["elements"].values(), *found["pitfalls"].values(), *found["facets"].values()):
        assert (finding["verdict"] == "present") <= bool(finding["evidence"])
        assert all(ASK[item["start"] : item["end"]] == item["text"] for item in finding["evidence"])


def test_check_jsonl_answers_in_order_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "asks.jsonl"
    file.write_text('{"id": "b", "text": "Good morning."}\n\n{"id": "a", "text": ""}\n', encoding="utf-8")
    assert main(["check", "--jsonl", str(file)]) == 0
    assert [row["id"] for row in lines(capsys.readouterr().out)] == ["b", "a"]


def test_a_broken_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "asks.jsonl"
    file.write_text('{"id": "b", "text": "Good morning."}\n{"id": "c"}\n', encoding="utf-8")
    assert main(["check", "--jsonl", str(file)]) == 2
    assert "asks.jsonl:2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["check"], 2, "TEXT"),
        (["check", "a", "--jsonl", "b"], 2, "One of"),
        (["check", "--audio", "none.wav"], 2, "none.wav"),
        (["check", "a", "--scenario", "ask-after-prase"], 3, "ask-after-praise"),
        (["drill", "nothing-like-it", "--say", "a"], 3, "nothing-like-it"),
        (["drill", "intro-script", "--say", "a", "--say", "b"], 2, "takes 1 answer at most"),
        (["log", "show", "abcdef"], 5, "abcdef"),
        (["log", "list", "--since", "yesterday"], 2, "yesterday"),
        (["models", "check", "no-such"], 6, "no-such"),
        (["dance"], 2, "dance"),
        (["check", "--colour"], 2, "--colour"),
    ],
)
def test_expected_failures_say_what_to_do_and_have_their_exit_code(
    argv: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_a_recording_is_told_with_its_delivery_after_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    take = str(asset("takes", "ask-after-praise.wav"))
    assert main(["delivery", "bands", "--pace-low", "60", "--pace-high", "80"]) == 0
    capsys.readouterr()
    assert main(["check", "--audio", take]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.index("Delivery, apart from the content") > told.index("Next")
    assert "faster than your band of 60 to 80." in told
    assert main(["check", "--audio", take, "--json"]) == 0
    (found,) = lines(capsys.readouterr().out)
    assert set(found["delivery"]) == {"duration_s", "words_per_minute", "pauses", "fillers", "speech_share", "pitch_sd_st"}
    assert 150 < found["delivery"]["words_per_minute"] < 210
    assert found["delivery"]["pitch_sd_st"] < 1.7


def test_the_bands_are_shown_changed_and_reset(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["delivery", "bands", "--longest-pause", "3.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {**asdict(STANDARD), "longest_pause_s": 3.5}
    assert main(["delivery", "bands"]) == 0
    assert "3.5 seconds" in capsys.readouterr().out
    assert main(["delivery", "bands", "--pace-low", "500"]) == 2
    assert main(["delivery", "bands", "--reset", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == asdict(STANDARD)


def test_a_file_that_is_no_sound_is_an_audio_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "text.wav"
    file.write_text("not a sound", encoding="utf-8")
    assert main(["check", "--audio", str(file)]) == 4
    assert capsys.readouterr().err.count("\n") == 2


def test_a_drill_logs_each_attempt_before_it_prints_it_and_then_the_session(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drill", "ask-after-praise", "--say", "Do you know anyone?", "--say", ASK, "--seed", "4", "--json"]) == 0
    first, second, session = lines(capsys.readouterr().out)
    assert [first["beat"], second["beat"]] == ["praise", "who-exactly"]
    assert first["client"]
    assert first["pitfalls"]["closed_question"]["verdict"] == "present"
    assert session["attempts"] == [first["attempt_id"], second["attempt_id"]]
    assert session["finished"] is True
    assert session["closing"]

    assert main(["log", "list", "--json"]) == 0
    (rows,) = lines(capsys.readouterr().out)
    assert [row["attempt_id"] for row in rows] == [second["attempt_id"], first["attempt_id"]]
    assert main(["log", "show", first["attempt_id"][:10], "--json"]) == 0
    (shown,) = lines(capsys.readouterr().out)
    assert shown["transcript"]["text"] == "Do you know anyone?"


def test_the_same_seed_gives_the_same_client(capsys: pytest.CaptureFixture[str]) -> None:
    said = set()
    for _ in range(2):
        assert main(["drill", "intro-script", "--say", "a", "--seed", "11", "--json"]) == 0
        said.add(lines(capsys.readouterr().out)[0]["client"])
    assert len(said) == 1


def test_answers_keep_the_order_of_the_command_line() -> None:
    argv = ["drill", "x", "--audio=a.wav", "--say", "one", "--audio", "b.wav"]
    answers = answers_in_order(argv, ["one"], [Path("a.wav"), Path("b.wav")])
    assert answers == [Answer(audio=Path("a.wav")), Answer(text="one"), Answer(audio=Path("b.wav"))]


def test_people_read_words_not_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drill", "intro-script", "--say", "Keep me in mind."]) == 0
    printed = capsys.readouterr().out
    assert "Marcus Bell:" in printed
    assert "not heard yet" in printed
    assert "In the practice log" in printed
    assert main(["scenarios"]) == 0
    assert "ask-after-praise" in capsys.readouterr().out


def test_lists_are_one_json_array(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["scenarios"], ["log", "list"], ["devices"], ["voices"], ["models", "list"]):
        assert main([*command, "--json"]) == 0, command
        (rows,) = lines(capsys.readouterr().out)
        assert isinstance(rows, list)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_natural_voice_is_checked_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "add-neural", sys.executable]) == AudioError.exit_code
    assert "has no Piper" in capsys.readouterr().err
    assert main(["voices", "add-neural", str(stand_in(tmp_path))]) == 0
    assert "Joe" in capsys.readouterr().out
    assert main(["voices", "--json"]) == 0
    assert lines(capsys.readouterr().out)[0][0]["id"].startswith("neural/")
    assert main(["voices", "remove-neural"]) == 0
    assert main(["voices"]) == 0
    assert "neural/" not in capsys.readouterr().out


def test_the_command_line_imports_nothing_heavy() -> None:
    code = (
        "import sys, refcoach.cli.main\n"
        "heavy = {'PySide6', 'numpy', 'sounddevice', 'faster_whisper', 'ctranslate2', 'onnxruntime', 'tinydb', 'pyttsx3'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_is_checked_before_it_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hollow").mkdir()
    assert main(["models", "use", str(tmp_path / "hollow")]) == 6
    assert "model.bin" in capsys.readouterr().err
    assert main(["models", "list", "--json"]) == 0
    (rows,) = lines(capsys.readouterr().out)
    assert [row["name"] for row in rows if row["in_use"]] == ["tiny.en"]
    assert main(["models", "use", "tiny.en"]) == 0
