"""Where the shipped files lie: beside the package in a checkout, inside it when installed from a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def asset(*parts: str) -> Path:
    """The path of a shipped file or folder, whether or not it exists."""
    inside = _PACKAGE / "assets"
    return (inside if inside.is_dir() else _PACKAGE.parent / "assets").joinpath(*parts)
