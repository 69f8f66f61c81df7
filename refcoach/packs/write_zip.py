"""A pack's files as a `.refpack` zip: the same files give the same bytes, on every machine."""

import stat
import zipfile
from io import BytesIO

from refcoach.packs.files import PackFiles

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold; the times of files would differ from machine to machine
_UNIX = 3


def zipped(files: PackFiles) -> bytes:
    """The zip's bytes. Files are stored as they are: packed ones would depend on the version of the packer. Raises OSError."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files.sizes):
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files.read(name, files.sizes[name]))
    return made.getvalue()
