"""The log's button "Reviewed": holds what partners said, shows it to rows and details, and asks for reviewed takes only."""

from PySide6.QtCore import Signal

from refcoach.core.entries import REVIEW
from refcoach.ui.background import Background
from refcoach.ui.desk import DeskLike
from refcoach.ui.models.log_rows import LogModel
from refcoach.ui.models.reviews import Reviews, reviews_of
from refcoach.ui.pages.details import Details
from refcoach.ui.theme import Theme
from refcoach.ui.widgets.basics import QuietButton


class ReviewedFilter(QuietButton):
    """Hidden while nothing was reviewed. `changed` when other reviews were read: those of ten years are not read in a moment."""

    changed = Signal()

    def __init__(self, theme: Theme, desk: DeskLike, rows: LogModel, details: Details) -> None:
        super().__init__(theme, "Reviewed", "partner", "logReviewed")
        self._desk, self._rows, self._details = desk, rows, details
        self._background = Background(self)
        self.setCheckable(True)
        self.setToolTip("Only takes that your partner has reviewed")
        self.hide()

    def load(self) -> None:
        """Read the reviews in the background; what stands in the way, the list itself tells."""
        self._background.run(lambda: reviews_of(self._desk.entries(REVIEW)), self._show, lambda error: None)

    def _show(self, reviews: Reviews) -> None:
        if reviews != self._rows.reviews:
            self._rows.reviews = self._details.reviews = reviews
            self.changed.emit()
        self.setVisible(bool(reviews.by_take) or self.isChecked())

    @property
    def takes(self) -> frozenset[str] | None:
        """The takes that were reviewed, while only they are asked for."""
        return frozenset(self._rows.reviews.by_take) if self.isChecked() else None

    def close_down(self) -> None:
        self._background.finish()
