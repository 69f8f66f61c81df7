"""JSON Lines: every kind of entry, and all of it comes back."""

import io
import json
from dataclasses import replace

import pytest
from export_samples import ODD_TEXTS, whole_log
from hypothesis import given
from samples import sample_attempt

from refcoach.core.entries import KINDS
from refcoach.core.errors import LogError
from refcoach.core.transcript import typed
from refcoach.share.json_lines import entries_of, lines_of


def test_every_kind_comes_back_as_it_was() -> None:
    log = whole_log()
    assert {kind for kind, _ in log} == set(KINDS)
    lines = list(lines_of(log))
    assert [json.loads(line)["kind"] for line in lines] == [kind for kind, _ in log]
    back = list(entries_of(lines))
    assert [(kind, KINDS[kind].record(entry)) for kind, entry in back] == [(kind, KINDS[kind].record(entry)) for kind, entry in log]


@given(ODD_TEXTS)
def test_any_text_comes_back_over_the_bytes(text: str) -> None:
    attempt = replace(sample_attempt(1), transcript=typed(text), client=text)
    data = "".join(lines_of([("attempt", attempt), ("attempt", sample_attempt(2))])).encode("utf-8")
    back = list(entries_of(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")))
    assert len(back) == 2
    assert KINDS["attempt"].record(back[0][1]) == KINDS["attempt"].record(attempt)


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", '{"kind": "nothing", "entry": {}}', '{"kind": "attempt"}', '{"kind": "live", "entry": []}']
)
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(LogError, match="Line 3 is not"):
        list(entries_of([*list(lines_of(whole_log()[:1])), "\n", line]))
