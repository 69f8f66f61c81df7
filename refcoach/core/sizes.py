"""Sizes in words."""

_UNITS = ("kB", "MB", "GB")


def size_words(size: float) -> str:
    """Bytes as people write them, in steps of 1,000: 512 bytes, 3.4 MB, 27 GB."""
    if size < 1000:
        return f"{size:.0f} bytes"
    step = 0
    while (size := size / 1000) >= 999.5 and step < len(_UNITS) - 1:
        step += 1
    return f"{size:.1f} {_UNITS[step]}" if size < 9.95 else f"{size:.0f} {_UNITS[step]}"
