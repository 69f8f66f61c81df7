"""What the window needs of the user's own things; `refcoach.engine.desk.Desk` answers to it, and so do the tests' stand-ins."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.bands import Bands
from refcoach.core.entries import Kind
from refcoach.core.errors import RefCoachError
from refcoach.core.filling import filler
from refcoach.core.profile import Profile
from refcoach.core.roleplay import Fill
from refcoach.core.scenario import Scenario
from refcoach.store.pack_shelf import PackShelf
from refcoach.store.places import Places

T = TypeVar("T")


class SettingsLike(Protocol):
    """The settings that the window reads. `theme` is "system", "light" or "dark"."""

    @property
    def microphone_id(self) -> str | None: ...
    @property
    def voice(self) -> str: ...
    @property
    def voice_rate_wpm(self) -> int: ...
    @property
    def theme(self) -> str: ...
    @property
    def headphones(self) -> bool: ...
    @property
    def text_scale(self) -> float: ...
    @property
    def bands(self) -> Bands: ...


class DeskLike(Protocol):
    """One user's settings, scenarios and practice log; every method may raise RefCoachError."""

    @property
    def settings(self) -> SettingsLike: ...
    @property
    def profile(self) -> Profile: ...
    def save_profile(self, profile: Profile) -> None: ...
    @property
    def places(self) -> Places: ...
    @property
    def scenarios(self) -> Sequence[Scenario]: ...
    def reload_scenarios(self, known: tuple[Scenario, ...] | None = None) -> None: ...
    @property
    def packs(self) -> PackShelf: ...
    def save_settings(self, **values: Any) -> SettingsLike: ...
    def attempts(self, **wanted: Any) -> list[Attempt]: ...
    def sessions(self) -> list[Session]: ...
    def entries(self, kind: Kind[T], **wanted: Any) -> list[T]: ...
    def put(self, kind: Kind[T], entry: T) -> None: ...
    def take_path(self, attempt: Attempt) -> Path | None: ...


def own_words(desk: DeskLike) -> Fill:
    """Puts the rep's own words into the client's lines; without a readable script the lines stand as for an empty one."""
    try:
        return filler(desk.profile)
    except RefCoachError:
        return filler(Profile())
