"""A trainer's trials: typed answers and checks on labelled lines, by the engine's own process."""

from pathlib import Path

import pytest
from worker_process import WorkerProcess

from refcoach.core.assets import asset
from refcoach.core.own_check import OwnCheck
from refcoach.engine.trial import checks_from, checks_record
from refcoach.packs.load import load_pack


def own_checks() -> tuple[OwnCheck, ...]:
    pack, _ = load_pack(asset("packs", "first-call"))
    assert pack is not None
    return pack.checks


def test_checks_travel_over_the_pipe_whole() -> None:
    assert checks_from(checks_record(own_checks())) == own_checks()


@pytest.mark.timeout(240)
def test_a_typed_answer_is_judged_and_a_check_is_measured_without_a_microphone(tmp_path: Path) -> None:
    checks = checks_record(own_checks())
    with WorkerProcess(tmp_path) as worker:
        worker.wait_for("ready", 120)
        worker.send(cmd="try_answer", token="1", text="Sara Lindholm introduced us by e-mail on Monday.", checks=checks)
        answered = worker.wait_for("answer_tried", 120, token="1")
        assert answered["judgement"]["checks"]["names_introducer"]["verdict"] == "present"
        assert answered["judgement"]["elements"]["introduction_request"]["verdict"] != "present"
        lines = "+ Your neighbour Tom said you would be expecting me.\n- I found your number on your web site.\n+ Goodbye then."
        worker.send(cmd="test_check", token="2", key="names_introducer", lines=lines, checks=checks)
        outcome = worker.wait_for("check_tested", 60, token="2")["outcome"]
        assert (outcome["precision"], outcome["recall"]) == (1.0, 0.5)
        assert [wrong["line"] for wrong in outcome["wrong"]] == [3]
        worker.send(cmd="test_check", token="3", key="names_introducer", lines="no label", checks=checks)
        assert "line:1" in worker.wait_for("error", 60, during="test_check")["message"]
