"""What a listener said back against the rep's ideal client, with the real judge, on hand-written pairs (tests/data/say_back.yaml)."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from refcoach.core.profile import IdealClient
from refcoach.core.say_back import FacetHeard, Understood, compare, numbers, sizes, summary
from refcoach.engine.say_back import compared, heard_record
from refcoach.judge.judge import Judge
from refcoach.judge.model import JudgeModel

PAIRS = yaml.safe_load((Path(__file__).parents[1] / "data" / "say_back.yaml").read_text(encoding="utf-8"))
WORDS = {True: "understood", "yes": "understood"}


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge()


def marks(want: dict, heard: tuple[FacetHeard, ...]) -> Counter[str]:
    """How many facets are right, could not be told, or wrong."""
    found: Counter[str] = Counter()
    for item in heard:
        wanted = str(WORDS.get(want[item.facet], want[item.facet])).strip("()")
        wanted = WORDS.get(wanted, wanted)
        found["unsure" if item.outcome is Understood.COULD_NOT_TELL else "right" if item.outcome == wanted else "wrong"] += 1
    return found


def test_most_facets_are_right_and_hardly_any_is_wrong(judge: Judge) -> None:
    with_judge, words_alone = Counter[str](), Counter[str]()
    for pair in PAIRS:
        ideal = IdealClient(**pair["ideal"])
        assert set(pair["want"]) == set(pair["ideal"])
        with_judge += marks(pair["want"], compared(judge, ideal, pair["said"]))
        words_alone += marks(pair["want"], compare(ideal, pair["said"]))
    print(dict(with_judge), dict(words_alone))
    assert with_judge["right"] >= 0.75 * with_judge.total()
    assert with_judge["wrong"] <= 0.03 * with_judge.total()
    assert words_alone["right"] >= 0.55 * words_alone.total()
    assert words_alone["wrong"] <= 0.03 * words_alone.total()


def test_without_script_or_words_there_is_nothing_to_compare(judge: Judge) -> None:
    assert compared(judge, IdealClient(), "Plant managers") == ()
    assert compared(judge, IdealClient(function="plant managers"), "  ") == ()
    assert "My script does not say" in summary(())


def test_a_text_in_another_script_cannot_be_told(judge: Judge) -> None:
    (heard,) = compared(judge, IdealClient(function="plant managers"), "Это директора заводов")
    assert heard.outcome is Understood.COULD_NOT_TELL


def test_without_the_model_the_words_alone_are_compared(tmp_path: Path) -> None:
    broken = Judge(JudgeModel(tmp_path))
    heard = compared(broken, IdealClient(function="plant managers", geography="Ohio"), "Plant managers somewhere warm")
    assert [item.outcome for item in heard] == [Understood.COULD_NOT_TELL, Understood.YES]
    assert [record["label"] for record in heard_record(heard)] == ["Place", "Role"]
    assert summary(heard) == "1 of 2 came across, 1 I could not tell."


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("50 to 200", [50, 200]),
        ("two hundred and fifty", [250]),
        ("5k", [5000]),
        ("twenty-five people", [25]),
        ("2 hundred", [200]),
        ("five or six", [5, 6]),
        ("1,200 staff", [1200]),
        ("a hundred rooms", [100]),
        ("many", []),
        ("1.2.3", [0]),
    ],
)
def test_numbers_in_figures_and_words(phrase: str, found: list[int]) -> None:
    assert numbers(phrase) == found


def test_a_size_is_a_range() -> None:
    assert sizes("under ten people") == (0, 10)
    assert sizes("over 200 staff") == (200, float("inf"))
    assert sizes("large") is None
