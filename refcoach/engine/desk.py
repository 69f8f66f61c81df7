"""Opens what belongs to one user: places, settings, practice log, takes. Used by window, worker and command line."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from refcoach.core.attempt import Attempt, Session
from refcoach.core.chain import Link
from refcoach.core.entries import Kind
from refcoach.core.profile import Profile
from refcoach.core.review import Head
from refcoach.core.scenario import Scenario
from refcoach.core.verification import Verification
from refcoach.engine.library import scenarios
from refcoach.engine.pack_cache import PackCache
from refcoach.store.form_drafts import Drafts, load_drafts, save_drafts
from refcoach.store.log import PracticeLog
from refcoach.store.notices import Notice
from refcoach.store.pack_shelf import PackShelf
from refcoach.store.places import Places, places, prepare
from refcoach.store.profile import load_profile, save_profile
from refcoach.store.settings import Settings, changed, load_settings, save_settings
from refcoach.store.space import Space, space_of
from refcoach.store.takes import TakeShelf

T = TypeVar("T")


class Desk:
    """The user's own things. Opening it reads the settings; log and scenarios are read when first asked for."""

    def __init__(self, where: Places, on_notice: Callable[[Notice], None], folds: bool = True) -> None:
        self.places = where
        self._on_notice = on_notice
        self._folds = folds
        self._settings = self._saved = load_settings(where.settings_file, on_notice)
        self._log: PracticeLog | None = None
        self._opening = threading.Lock()  # the window reads its log from several threads
        self._searched: PracticeLog | None = None
        self._profile: Profile | None = None
        self._scenarios: tuple[Scenario, ...] | None = None
        self.shelf = TakeShelf(where.takes)
        self.packs = PackShelf(where.packs)

    @property
    def settings(self) -> Settings:
        return self._settings

    def reload_settings(self) -> Settings:
        """Read the settings again after another process changed them."""
        self._settings = self._saved = load_settings(self.places.settings_file, self._on_notice)
        return self._settings

    def save_settings(self, **values: Any) -> Settings:
        """Change and save settings, and read what another process saved meanwhile. Raises UsageError for a value that does not fit;
        LogError when the disk refuses: the values then hold here, and the next call saves them too."""
        self._settings = changed(self._settings, **values)
        self._settings = self._saved = save_settings(self.places.settings_file, self._settings, self._saved)
        return self._settings

    @property
    def profile(self) -> Profile:
        """My script; raises LogError when its file cannot be read."""
        if self._profile is None:
            self._profile = load_profile(self.places.profile_file, self._on_notice)
        return self._profile

    def reload_profile(self) -> Profile:
        """Read My script again after another process changed it."""
        self._profile = None
        return self.profile

    def save_profile(self, profile: Profile) -> None:
        """Save My script; raises LogError when the disk refuses."""
        save_profile(self.places.profile_file, profile)
        self._profile = profile

    def form_drafts(self) -> Drafts:
        """What was typed into forms and not saved; raises LogError when the file cannot be read."""
        return load_drafts(self.places.drafts_file, self._on_notice)

    def keep_form_drafts(self, drafts: Drafts) -> None:
        """Keep these and no others; raises LogError when the disk refuses."""
        save_drafts(self.places.drafts_file, drafts)

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        if self._scenarios is None:
            self._scenarios = scenarios(self.packs, self._on_notice, PackCache(self.places.cache / "packs").load)
        return self._scenarios

    def reload_scenarios(self, known: tuple[Scenario, ...] | None = None) -> None:
        """Read the packs again after they changed, when next asked for; or take what was read just now."""
        self._scenarios = known

    @property
    def log(self) -> PracticeLog:
        with self._opening:
            if self._log is None:
                self._log = PracticeLog(self.places.log, self._on_notice, cache=self.places.cache / "log", folds=self._folds)
            return self._log

    def attempts(self, **wanted: Any) -> list[Attempt]:
        """Whole attempts. Without a `limit` or `since` this reads all years, about half a second a month: `outlines` is for that."""
        return list(self.log.attempts(**wanted))

    def outlines(self, **wanted: Any) -> list[Attempt]:
        """Attempts without their words (core/outline.py): for lists, counts and charts, ten years in about two seconds."""
        return self.log.outlines(**wanted)

    def attempt(self, attempt_id: str, month: str = "") -> Attempt | None:
        """The attempt of this id, or of an id that begins so; quickest when `month` names the one it is from."""
        return self.log.attempt(attempt_id, month)

    def months(self) -> tuple[str, ...]:
        """The months that hold anything, such as 2026-11, the oldest first."""
        return self.log.months()

    def said(self, month: str, phrases: Sequence[str]) -> list[Attempt]:
        """A month's attempts in whose words all phrases stand, the newest first. It reads through a door of its own, so that a search
        in the background keeps nobody waiting."""
        if self._searched is None:
            self._searched = PracticeLog(self.places.log, self._on_notice, cache=self.places.cache / "log", folds=False)
        return self._searched.said(month, phrases)

    def space(self) -> Space:
        """The room that log, takes and voice take on the disk."""
        return space_of(self.places)

    def sessions(self) -> list[Session]:
        return list(self.log.sessions())

    def entries(self, kind: Kind[T], **wanted: Any) -> list[T]:
        """The log's entries of one kind, the newest first."""
        return self.log.entries(kind, **wanted)

    def put(self, kind: Kind[T], entry: T) -> None:
        """Log an entry; returns once it is safely on disk."""
        self.log.put(kind, entry)

    def head(self) -> Head:
        """How far the log's chain of fingerprints goes."""
        return self.log.head()

    def links(self, after: int = 0) -> list[Link]:
        """The links of the chain with a number above `after`."""
        return self.log.links(after)

    def verify(self, heads: Sequence[Head] = (), **how: Any) -> Verification:
        """Whether the log is as it was written, and as the heads have it; without `heads`, those of the imported reviews."""
        return self.log.verify(heads, **how)

    def take_path(self, attempt: Attempt) -> Path | None:
        """The take of an attempt, or None when it was typed or its file is gone."""
        if attempt.take is None:
            return None
        path = self.shelf.path_of(attempt.take.file)
        return path if path.is_file() else None

    def close(self) -> None:
        if self._log is not None:
            self._log.close()
            self._log = None


def open_desk(on_notice: Callable[[Notice], None] = lambda notice: None, env: Mapping[str, str] | None = None, folds: bool = True) -> Desk:
    """The desk of this user (REFCOACH_HOME moves it); raises LogError when its folder cannot be used. The window leaves it to its
    engine to fold the journal (`folds` false), so that it never waits for that."""
    where = places(env)
    prepare(where)
    return Desk(where, on_notice, folds)
