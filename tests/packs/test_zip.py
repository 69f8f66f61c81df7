"""Packs as zips: what people's own tools make is read too."""

from pathlib import Path

import pytest
from pack_samples import GOOD, HEAD, ONE, SILENT_WAV, Files, write_folder, zip_bytes

from refcoach.packs.load import load_pack

RECORDED: Files = {"pack.yaml": HEAD, "scenarios/one.yaml": ONE + "recorded: {Well?: well.wav}\n", "lines/well.wav": SILENT_WAV}
SYSTEM: Files = {"__MACOSX/._pack.yaml": "x", ".DS_Store": "x", "scenarios/.one.yaml.swp": "x", "scenarios/one.yaml~": "x"}


@pytest.mark.parametrize("files", [GOOD, RECORDED, {**GOOD, **SYSTEM, "README.md": "Hello", "LICENCE": "MIT"}])
def test_a_zip_is_the_same_pack_as_its_folder(tmp_path: Path, files: Files) -> None:
    (tmp_path / "p.refpack").write_bytes(zip_bytes(files))
    zipped, problems = load_pack(tmp_path / "p.refpack")
    assert problems == ()
    assert zipped == load_pack(write_folder(tmp_path / "p", files))[0]


def test_a_zip_of_the_folder_itself_is_read(tmp_path: Path) -> None:
    files = {f"My pack/{name}": content for name, content in RECORDED.items()}
    (tmp_path / "p.zip").write_bytes(zip_bytes({**files, "__MACOSX/My pack/._pack.yaml": "x"}))
    pack, problems = load_pack(tmp_path / "p.zip")
    assert problems == ()
    assert pack is not None
    assert [(each.line, each.file) for each in pack.scenarios[0].recorded] == [("Well?", "well.wav")]
