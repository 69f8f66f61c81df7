"""The log's button "Reviewed": holds what partners said, shows it to rows and details, and lets only reviewed takes through."""

from collections.abc import Sequence

from refcoach.core.attempt import Attempt
from refcoach.core.entries import REVIEW
from refcoach.ui.desk import DeskLike
from refcoach.ui.models.log_rows import LogModel
from refcoach.ui.models.reviews import reviews_of
from refcoach.ui.pages.details import Details
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton


class ReviewedFilter(QuietButton):
    """Hidden while nothing was reviewed."""

    def __init__(self, theme: Theme, desk: DeskLike, rows: LogModel, details: Details) -> None:
        super().__init__(theme, "Reviewed", "partner", "logReviewed")
        self._desk, self._rows, self._details = desk, rows, details
        self.setCheckable(True)
        self.setToolTip("Only takes that your partner has reviewed")
        self.hide()

    def load(self) -> None:
        """Read the reviews; raises RefCoachError."""
        self._rows.reviews = self._details.reviews = reviews_of(self._desk.entries(REVIEW))
        self.setVisible(bool(self._rows.reviews.by_take) or self.isChecked())

    def fit(self, attempts: Sequence[Attempt]) -> list[Attempt]:
        """All of them, or those that were reviewed."""
        return self._rows.reviews.only(attempts) if self.isChecked() else list(attempts)
