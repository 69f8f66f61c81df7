"""The recognisers that can be chosen, what each costs, and what is wrong with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from refcoach.core.errors import ModelError
from refcoach.core.sizes import size_words
from refcoach.speech.models import SHIPPED, check_model, list_models, model_folder

PAUSES_S = (2.0, 3.0, 4.0, 6.0, 10.0)


@dataclass(frozen=True, slots=True)
class RecogniserRow:
    """`value` is what the setting holds; `fault` says in plain words what is wrong and what to do, or nothing."""

    value: str
    name: str
    size_bytes: int
    fault: str = ""


def recogniser_rows(chosen: str, models: Path) -> tuple[RecogniserRow, ...]:
    """The shipped recogniser first, then those of the folder `models`, then one elsewhere or gone that is chosen. Looks at the disk."""
    rows = [
        RecogniserRow("" if model.shipped else model.name, model.name, _size(model.path), _fault(problems, model.shipped))
        for model, problems in list_models(models)
    ]
    if chosen not in ("", SHIPPED, *(row.value for row in rows)):
        try:
            folder = model_folder(chosen, models)
        except ModelError as error:
            rows.append(RecogniserRow(chosen, chosen, 0, f"{error.message} {error.hint}"))
        else:
            rows.append(RecogniserRow(chosen, folder.name, _size(folder.path), _fault(check_model(folder.path), False)))
    return tuple(rows)


def _fault(problems: Sequence[str], shipped: bool) -> str:
    if not problems:
        return ""
    remedy = "Install RefCoach again: python3 scripts/run.py" if shipped else "Copy its folder anew and run: refcoach models add FOLDER"
    return f"It cannot be used: {'; '.join(problems)}. {remedy}"


def _size(folder: Path) -> int:
    try:
        return (folder / "model.bin").stat().st_size
    except OSError:
        return 0


def recogniser_items(rows: Sequence[RecogniserRow], chosen: str) -> list[tuple[str, object]]:
    """What can be chosen: what is whole, and what is chosen already."""
    return [
        (f"{row.name}, {'comes with RefCoach' if not row.value else 'added'}", row.value)
        for row in rows
        if not row.fault or row.value == _value(chosen)
    ]


def _value(chosen: str) -> str:
    return "" if chosen == SHIPPED else chosen


def recogniser_words(rows: Sequence[RecogniserRow], chosen: str) -> str:
    """What the chosen one costs, or what is wrong with it."""
    row = next((row for row in rows if row.value == _value(chosen)), None)
    if row is None:
        return ""
    if row.fault:
        return f"{row.fault} Takes are recorded and kept all the same, and can be checked later."
    size = f"{size_words(row.size_bytes)} on the disk. "
    if not row.value:
        return f"{size}The small and quick one: a second of speech takes about a tenth of a second to recognise."
    return f"{size}A larger one usually hears better, and takes longer and more memory."


def pause_items(chosen: float) -> list[tuple[str, object]]:
    """When a take ends; seconds of silence, 0 = never by itself."""
    pauses = sorted({*PAUSES_S, *((chosen,) if chosen else ())})
    return [("Only when I say so", 0.0), *((f"After a pause of {pause:g} seconds", pause) for pause in pauses)]
