"""What the user has chosen, in one JSON file. Keys of other versions stay in the file when it is saved."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from refcoach.core.bands import STANDARD, Bands
from refcoach.core.errors import UsageError
from refcoach.core.reminder import OFF, reminder_from
from refcoach.store.notices import Notice, OnNotice, ignore
from refcoach.store.objects import read_object, recover_object, update_object

Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """`microphone_id` None = the system's default; `voice` "" = the client's own; `voice_rate_wpm` 0 = the client's own;
    `neural_python` the path of a Python with Piper and a voice for it, "" = none; `model` a name or path, "" = the shipped one;
    `reminder` as in `core.reminder.reminder_from`, `reminded_on` the day of the last one (2026-11-26) or "";
    `pause_s` ends a take after so much silence, 0 = never;
    `keep_audio_days` how long the sound of a take is kept, 0 = for ever; `compress_takes` keeps checked takes as FLAC;
    those of BAND_NAMES are the limits of the delivery, in the units of `core.bands.Bands`."""

    microphone_id: str | None = None
    voice: str = ""
    voice_rate_wpm: int = 0
    neural_python: str = ""
    model: str = ""
    theme: Theme = "system"
    pause_s: float = 0.0
    headphones: bool = False
    voice_on: bool = True
    text_scale: float = 1.0
    rep_name: str = ""
    reminder: str = OFF
    reminded_on: str = ""
    keep_audio_days: int = 0
    compress_takes: bool = True
    pace_low_wpm: float = STANDARD.pace_low_wpm
    pace_high_wpm: float = STANDARD.pace_high_wpm
    longest_pause_s: float = STANDARD.longest_pause_s
    fillers_a_minute: float = STANDARD.fillers_a_minute
    speech_share_low: float = STANDARD.speech_share_low
    pitch_low_st: float = STANDARD.pitch_low_st

    @property
    def bands(self) -> Bands:
        return Bands(**{name: getattr(self, name) for name in BAND_NAMES})


BAND_NAMES = tuple(field.name for field in fields(Bands))

Check = Callable[[object], str]
"""The value's fault in words that follow "must be", or nothing."""


def _text(limit: int) -> Check:
    def check(value: object) -> str:
        fine = isinstance(value, str) and len(value) <= limit and "\0" not in value and "\n" not in value
        return "" if fine else f"one line of text of at most {limit} characters"

    return check


def _number(low: float, high: float, *, whole: bool = False, zero: str = "") -> Check:
    said = f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g}{f', or 0 for {zero}' if zero else ''}"

    def check(value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)) or not math.isfinite(value):
            return said
        return "" if low <= value <= high or (zero and value == 0) else said

    return check


def _one_of(*choices: str) -> Check:
    return lambda value: "" if value in choices else f"one of {', '.join(choices)}"


def _read_by(read: Callable[[str], object], said: str) -> Check:
    """For words that `read` understands, or else raises ValueError."""

    def check(value: object) -> str:
        try:
            read(value if isinstance(value, str) else "\0")
        except ValueError:
            return said
        return ""

    return check


def _or_none(check: Check) -> Check:
    return lambda value: "" if value is None else check(value)


CHECKS: Mapping[str, Check] = {
    "microphone_id": _or_none(_text(1000)),
    "voice": _text(1000),
    "neural_python": _text(4000),
    "voice_rate_wpm": _number(80, 450, whole=True, zero="the client's own pace"),
    "model": _text(1000),
    "theme": _one_of("system", "light", "dark"),
    "pause_s": _number(0.5, 60, zero="never"),
    "headphones": lambda value: "" if isinstance(value, bool) else "true or false",
    "voice_on": lambda value: "" if isinstance(value, bool) else "true or false",
    "text_scale": _number(0.5, 3),
    "rep_name": _text(200),
    "reminder": _read_by(reminder_from, '"off", or a time such as "17:00", with days such as "17:00 mon wed fri"'),
    "reminded_on": _read_by(lambda words: date.fromisoformat(words) if words else None, "a day such as 2026-11-26, or nothing"),
    "keep_audio_days": _number(1, 36_500, whole=True, zero="for ever"),
    "compress_takes": lambda value: "" if isinstance(value, bool) else "true or false",
    "pace_low_wpm": _number(40, 400),
    "pace_high_wpm": _number(40, 400),
    "longest_pause_s": _number(0.7, 60),
    "fillers_a_minute": _number(0, 100),
    "speech_share_low": _number(0, 1),
    "pitch_low_st": _number(0, 12),
}


def changed(settings: Settings, **values: object) -> Settings:
    """The settings with some values replaced; raises UsageError naming the setting that does not fit."""
    made = _each_checked(settings, values)
    if made.pace_low_wpm >= made.pace_high_wpm:
        name = "pace_low_wpm" if "pace_low_wpm" in values else "pace_high_wpm"
        raise UsageError(
            f"The setting {name} cannot be {getattr(made, name):g}.",
            f"The band of the pace would run from {made.pace_low_wpm:g} to {made.pace_high_wpm:g}; its low end must be below the high one.",
        )
    return made


def _each_checked(settings: Settings, values: Mapping[str, object]) -> Settings:
    """The settings with these values, each of them right for itself."""
    for name, value in values.items():
        check = CHECKS.get(name)
        if check is None:
            raise UsageError(f"There is no setting {name!r}.", f"Settings are: {', '.join(CHECKS)}.")
        fault = check(value)
        if fault:
            raise UsageError(f"The setting {name} cannot be {value!r}.", f"It must be {fault}.")
    return replace(settings, **{name: _exact(name, value) for name, value in values.items()})


def load_settings(path: Path, on_notice: OnNotice | None = None) -> Settings:
    """The saved settings; what is missing or does not fit has its default. A damaged file is set aside and told.

    Raises LogError when the file cannot be read at all.
    """
    tell = on_notice or ignore
    try:
        stored = read_object(path)
    except ValueError:
        stored = recover_object(path, "settings", "defaults", tell)
    return _settings_from(stored, path, tell)


def _settings_from(stored: Mapping[str, Any], path: Path, tell: OnNotice) -> Settings:
    """What of the file's keys fits; faults are told."""
    settings = Settings()
    for name in (field.name for field in fields(Settings)):
        if name in stored:
            try:
                settings = _each_checked(settings, {name: stored[name]})
            except UsageError as error:
                tell(Notice(f"{error.message} The default is used.", f"{error.hint} See {path}."))
    if settings.pace_low_wpm >= settings.pace_high_wpm:
        settings = replace(settings, pace_low_wpm=STANDARD.pace_low_wpm, pace_high_wpm=STANDARD.pace_high_wpm)
        tell(Notice("The band of the pace is upside down. The default is used.", f"See pace_low_wpm and pace_high_wpm in {path}."))
    return settings


def save_settings(path: Path, settings: Settings, known: Settings | None = None) -> Settings:
    """Save atomically, and answer what is saved then. Keys that this version does not know stay, and so do those in which `settings` are
    as `known`, what was last read of the file: another process may have changed them since. Raises LogError; the old file then is as it
    was."""
    values, before = asdict(settings), asdict(known) if known is not None else {}
    chosen = {name: value for name, value in values.items() if name not in before or before[name] != value}
    return _settings_from(update_object(path, chosen, otherwise=values), path, ignore)


def _exact(name: str, value: Any) -> Any:
    """Numbers in the type that the setting has: JSON does not tell 1 from 1.0."""
    return float(value) if name in ("pause_s", "text_scale", *BAND_NAMES) else value
