"""The sound of a take as it stands in a page."""

import base64
import binascii

SOUND = "data:audio/mpeg;base64,"
MOST_SOUND_BYTES = 30_000_000  # two hours of one take at 32 kbit/s


def sound_uri(mp3: bytes) -> str:
    """The MP3 as a data URI."""
    return SOUND + base64.b64encode(mp3).decode("ascii")


def sound_of(uri: str) -> bytes:
    """The MP3 of a data URI; raises ValueError for anything but an MP3 within limits."""
    if not uri.startswith(SOUND):
        raise ValueError("not an MP3")
    if len(uri) > len(SOUND) + MOST_SOUND_BYTES * 4 // 3 + 4:
        raise ValueError("a sound that is too long")
    try:
        mp3 = base64.b64decode(uri[len(SOUND) :], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("a sound that is damaged") from error
    # An MP3 begins with its tag, or with eleven set bits where the first frame starts.
    if not (mp3.startswith(b"ID3") or (len(mp3) > 2 and mp3[0] == 0xFF and mp3[1] & 0xE0 == 0xE0)):
        raise ValueError("not an MP3")
    return mp3
