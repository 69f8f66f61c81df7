"""Models are checked before anything loads them: a damaged one is a sentence, not a crash."""

import shutil
import struct
from pathlib import Path

import pytest

from refcoach.core.errors import ModelError
from refcoach.speech.models import SHIPPED, ModelFolder, add_model, check_model, list_models, model_folder, require_whole, shipped_model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A whole model that may be damaged. Links where nothing is changed: the weights are 75 MB."""
    folder = tmp_path / "office.en"
    folder.mkdir()
    for path in shipped_model().path.iterdir():
        (folder / path.name).symlink_to(path)
    return folder


def replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_the_shipped_model_is_whole() -> None:
    assert check_model(shipped_model().path) == []
    require_whole(shipped_model())


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
def test_a_missing_or_empty_file_is_named(copy: Path, name: str) -> None:
    replace(copy / name, b"")
    assert f"{name} is empty" in check_model(copy)
    (copy / name).unlink()
    assert check_model(copy) == [f"{name} is missing"]


@pytest.mark.parametrize("share", [0.0001, 0.5, 0.999999])
def test_cut_weights_are_noticed_without_loading_them(copy: Path, share: float) -> None:
    whole = shipped_model().path / "model.bin"
    size = round(whole.stat().st_size * share)
    with whole.open("rb") as file:
        replace(copy / "model.bin", file.read(size))
    assert check_model(copy) == ["model.bin is cut off"]


def test_other_weights_and_trailing_bytes_are_noticed(copy: Path) -> None:
    replace(copy / "model.bin", b"PK\3\4" + bytes(1000))
    assert check_model(copy) == ["model.bin is not a CTranslate2 model"]
    empty_model = struct.pack("<IH", 6, 8) + b"Whisper\0" + struct.pack("<III", 3, 0, 0)
    replace(copy / "model.bin", empty_model + b"more")
    assert check_model(copy) == ["model.bin has more in it than it should"]


def test_unreadable_json_is_noticed(copy: Path) -> None:
    replace(copy / "config.json", b'{"alignment_heads": [')
    assert check_model(copy) == ["config.json is not readable JSON"]


def test_a_damaged_model_is_a_model_error_with_a_remedy(copy: Path) -> None:
    replace(copy / "model.bin", struct.pack("<IH", 6, 8) + b"Whisper\0" + struct.pack("<III", 3, 0, 0))
    with pytest.raises(ModelError) as caught:
        require_whole(ModelFolder("office.en", copy))
    assert "office.en" in caught.value.message
    assert caught.value.hint


def test_a_model_is_added_listed_and_found_by_its_name(copy: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    added = add_model(copy, models)
    assert added == ModelFolder("office.en", models / "office.en")
    assert model_folder("office.en", models) == added
    shutil.rmtree(copy)
    assert [(model.name, problems) for model, problems in list_models(models)] == [(SHIPPED, []), ("office.en", [])]


def test_a_damaged_or_second_model_is_not_added(copy: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    (copy / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer.json is missing"):
        add_model(copy, models)
    with pytest.raises(ModelError, match="no folder"):
        add_model(tmp_path / "nowhere", models)
    (models / "office.en").mkdir(parents=True)
    (copy / "tokenizer.json").symlink_to(shipped_model().path / "tokenizer.json")
    with pytest.raises(ModelError, match="already"):
        add_model(copy, models)


def test_an_unknown_name_lists_the_known_ones_and_never_leaves_the_folder(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    with pytest.raises(ModelError) as caught:
        model_folder("base", tmp_path / "models")
    assert SHIPPED in caught.value.hint
    assert model_folder("", tmp_path) == model_folder(SHIPPED, tmp_path) == shipped_model()
