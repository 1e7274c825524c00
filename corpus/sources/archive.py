"""An export's ZIP: which of its files are read, which may be articles and are not, and what else it holds.

Nothing is unpacked to disk. Names that lead out of the folder and excessive sizes are refused all the same: note's
exports have neither.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath

from corpus.errors import UnreadableSource

#: Limit of an export's XML, all files of a ZIP together (bytes): 300 long articles take 20 million.
LARGEST_EXPORT = 100_000_000
#: Names that are shown of those that were not read.
_SHOWN = 3
#: Files that may be articles, and are read from a folder.
_OTHER = re.compile(r"\.(txt|x?html?|mht|mhtml|zip)\Z", re.IGNORECASE)


def xml_members(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """Return the XML files of an archive; raises UnreadableSource, which names ``path``, if it is none of note's."""
    members = archive.infolist()
    for member in members:
        # Read as Windows would: it knows both slashes and drives.
        inside = PureWindowsPath(member.filename)
        if inside.drive or inside.root or ".." in inside.parts:
            raise UnreadableSource(str(path), f"a file in it leads out of its folder: {member.filename!r}")
    shown = set(_shown(archive))
    if not (found := [member for member in members if member.filename in shown and _is_xml(member.filename)]):
        raise UnreadableSource(str(path), "no .xml in it: note's export has one; of others import the unpacked folder")
    # zipfile never unpacks a member beyond the size that the archive tells.
    check_size(sum(member.file_size for member in found), path)
    # It reads bzip2 and LZMA in steps of any size: a few bytes give gigabytes.
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in found):
        raise UnreadableSource(str(path), "packed in a way that note does not use: export again")
    return found


def check_size(size: int, path: Path) -> None:
    """Raise UnreadableSource if an export's XML has more bytes than any."""
    if size > LARGEST_EXPORT:
        raise UnreadableSource(str(path), f"its XML has {size:,} bytes, more than {LARGEST_EXPORT:,}")


def check_others(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise UnreadableSource, which names them, if there are files beside the XML that may be articles."""
    if others := [name for name in _shown(archive) if _OTHER.search(name)]:
        raise UnreadableSource(str(path), f"not read in it: {_few(others)}; import the unpacked folder")


def further(path: Path) -> list[str]:
    """Return the names of what an archive holds beside XML and articles; of a file that is none, nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [name for name in _shown(archive) if not _OTHER.search(name) and not _is_xml(name)]
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return []  # reading it says what is wrong


def _shown(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the names of an archive's files, without the shadows that macOS adds and what a system hides."""
    names = (each.filename for each in archive.infolist() if not each.is_dir())
    return (name for name in names if not name.startswith("__MACOSX/") and not name.rpartition("/")[2].startswith("."))


def _is_xml(name: str) -> bool:
    return name.lower().endswith(".xml")


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(repr, names[:_SHOWN])) + more
