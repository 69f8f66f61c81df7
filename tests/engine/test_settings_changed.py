"""Settings that are changed while the engine runs."""

import json
from pathlib import Path

import pytest
from worker_process import WorkerProcess


@pytest.mark.timeout(240)
def test_another_recogniser_is_loaded_at_once_and_a_missing_one_is_told(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    with WorkerProcess(tmp_path) as worker:
        worker.wait_for("warmed", 120)
        settings.write_text(json.dumps({"model": "no-such-model"}), encoding="utf-8")
        worker.send(cmd="settings_changed")
        assert "no-such-model" in worker.wait_for("error", 60, during="startup")["message"]
        settings.write_text(json.dumps({"model": ""}), encoding="utf-8")
        worker.send(cmd="settings_changed")
        assert worker.wait_for("warmed", 60)["engine"] == "faster-whisper tiny.en int8"
