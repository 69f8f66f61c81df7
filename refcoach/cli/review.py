"""`refcoach review`: what the accountability partner sent back."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refcoach.cli.common import JsonOption, desk, print_json, progress, tell
from refcoach.core.errors import LogError, RefCoachError, UsageError

if TYPE_CHECKING:
    from refcoach.core.review import Review
    from refcoach.engine.attempts import Clock
    from refcoach.engine.desk import Desk
    from refcoach.engine.reviewing import Imported

app = typer.Typer(help="Take in what your accountability partner sent back, and look at it.", no_args_is_help=True)


@app.command("import")
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Review files; their names end in .refreview. A - reads one from standard input."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Take in review files. A newer one replaces an older one of the same page; files that cannot be used change nothing."""
    from refcoach.engine.attempts import system_clock
    from refcoach.engine.reviewing import import_reviews

    with desk() as opened:
        clock = system_clock()
        paths = [path for path in files if str(path) != "-"]
        named = iter(progress("Comparing the log with its fingerprints", lambda: import_reviews(opened, paths, clock), quiet=as_json))
        found = [_pasted(opened, clock) if str(path) == "-" else next(named) for path in files]
    if as_json:
        print_json([_imported_record(path, item) for path, item in zip(files, found, strict=True)])
    failed: RefCoachError | None = None
    for item in found:
        if isinstance(item, RefCoachError):
            if failed is not None:
                tell(failed.message, failed.hint)
            failed = item
        elif not as_json:
            print("\n".join(_imported_words(item)))
    if failed is not None:
        raise failed


@app.command("list")
def list_reviews(as_json: JsonOption = False) -> None:
    """List the reviews that came back, the newest first."""
    from refcoach.core.entries import REVIEW
    from refcoach.core.review import review_record

    with desk() as opened:
        reviews = opened.entries(REVIEW)
    if as_json:
        print_json([review_record(review) for review in reviews])
        return
    from refcoach.cli.reviews import reviews_table
    from refcoach.cli.show import console

    console().print(reviews_table(reviews) if reviews else "No review yet. Share first: refcoach share --to review.html")


@app.command("show")
def show_review(
    review_id: Annotated[str, typer.Argument(help="The review's id, or its first characters.")], as_json: JsonOption = False
) -> None:
    """Show one review: for each take the partner's verdict and answers beside what the app found."""
    from refcoach.core.entries import REVIEW
    from refcoach.core.review import review_record

    with desk() as opened:
        review = _found(opened.entries(REVIEW), review_id)
        attempts = {take.attempt_id: opened.log.attempt(take.attempt_id) for take in review.takes}
    if as_json:
        print_json(review_record(review))
        return
    from refcoach.cli.reviews import review_view
    from refcoach.cli.show import console

    console().print(review_view(review, attempts))


def _pasted(opened: "Desk", clock: "Clock") -> "Imported | RefCoachError":
    """A review whose text came in a message instead of a file."""
    from refcoach.engine.reviewing import import_review_text
    from refcoach.share.review_file import MOST_BYTES

    try:
        return import_review_text(opened, sys.stdin.read(MOST_BYTES + 1), clock)
    except RefCoachError as error:
        return error
    except UnicodeDecodeError:
        return UsageError("What was given is not text.", "Copy the whole text of the review, and nothing else.")


def _found(reviews: "Sequence[Review]", review_id: str) -> "Review":
    """The review of that id, or the only one whose id begins so. Raises LogError, UsageError."""
    found = [review for review in reviews if review.review_id == review_id] or [
        review for review in reviews if len(review_id) >= 4 and review.review_id.startswith(review_id)
    ]
    if len(found) > 1:
        raise UsageError(f"{len(found)} reviews begin with {review_id}.", "Give more characters of the id.")
    if not found:
        raise LogError(f"There is no review {review_id} in the practice log.", "See: refcoach review list")
    return found[0]


def _imported_record(path: Path, item: "Imported | RefCoachError") -> Mapping[str, Any]:
    if isinstance(item, RefCoachError):
        return {"file": str(path), "arrival": "refused", "message": item.message, "hint": item.hint}
    return {
        "file": str(path),
        "arrival": str(item.arrival),
        "review_id": item.review.review_id,
        "share_id": item.share.share_id,
        "takes": [take.attempt_id for take in item.review.takes],
        "countersigned": item.countersigned.pledge_id if item.countersigned else None,
        "trouble": list(item.trouble),
        "remarks": list(item.remarks),
        "message": item.words,
    }


def _imported_words(item: "Imported") -> list[str]:
    lines = [item.words]
    if item.taken:
        takes = len(item.review.takes)
        lines.append(f"  {takes} take{'' if takes == 1 else 's'} of {item.share.since} to {item.share.until}.")
    if item.countersigned:
        lines.append(f"  Your pledge of the week of {item.countersigned.week} is countersigned.")
    if item.taken and item.review.proposed:
        from refcoach.core.week import goals_words

        lines.append(f"  Proposed for the next week: {goals_words(item.review.proposed)}.")
    lines += [f"  {sentence}" for sentence in (*item.trouble, *item.remarks)]
    return [*lines, f"  See: refcoach review show {item.review.review_id[:8]}"]
