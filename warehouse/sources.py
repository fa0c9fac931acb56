"""What a source holds: the files under a folder, of a glob, or one file; with those that cannot be read."""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.folder import DataFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GLOB_CHARACTERS = frozenset("*?[")


class SourceNotFoundError(Exception):
    """A source that was named does not exist."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{source}: no such file or folder; name a file, a folder or a glob that matches files "
            "(a source that is gone for good: --forget it)"
        )
        self.source = source


class SourceUnknownError(Exception):
    """A source that is to be forgotten was never named to a run."""

    def __init__(self, source: str, known: Sequence[str]) -> None:
        """Name the source, and those that are known."""
        super().__init__(f"{source}: not a source of this data folder; its sources are {', '.join(known) or 'none'}")
        self.source = source


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a source, as the file system shows it before it is read; `problem` says why it cannot be read."""

    source: str
    path: Path
    size_bytes: int = 0
    mtime_ns: int = 0
    problem: str | None = None

    @property
    def uri(self) -> str:
        """Return the address of the file."""
        return self.path.as_uri()


def absolute_source(source: str) -> str:
    """Return one name for all ways to write a source: an absolute path or glob, links unresolved."""
    return os.path.abspath(Path(source).expanduser())  # noqa: PTH100  resolve() would follow links


def canonical_source(source: str) -> str:
    """Return the absolute name of a source that exists.

    Raises `SourceNotFoundError` for a path that does not exist and for a glob that matches nothing.
    """
    absolute = absolute_source(source)
    if os.path.lexists(absolute) or (_is_glob(absolute) and glob.has_magic(absolute) and _matches(absolute)):
        return absolute
    raise SourceNotFoundError(source)


def find_files(source: str) -> Iterator[Found]:
    """Yield the files of a canonical source, sorted by path; every directory is entered once.

    Names that begin with a dot are passed over inside folders, as in a shell's globs; so are data folders.
    """
    entered: set[tuple[int, int]] = set()
    tops = [source] if os.path.lexists(source) else sorted(_matches(source))
    for top in tops:
        yield from _find(source, Path(top), entered)


def _is_glob(path: str) -> bool:
    return not _GLOB_CHARACTERS.isdisjoint(path)


def _matches(pattern: str) -> Sequence[str]:
    return glob.glob(pattern, recursive=True)  # noqa: PTH207  the pattern is absolute


def _find(source: str, path: Path, entered: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        status = path.stat()
    except OSError as error:
        yield Found(source, path, problem=_reason(error))
        return
    if stat.S_ISREG(status.st_mode):
        yield Found(source, path, status.st_size, status.st_mtime_ns)
    elif not stat.S_ISDIR(status.st_mode):
        yield Found(source, path, problem="neither a file nor a folder")
    elif (status.st_dev, status.st_ino) not in entered:
        entered.add((status.st_dev, status.st_ino))
        yield from _find_inside(source, path, entered)


def _find_inside(source: str, folder: Path, entered: set[tuple[int, int]]) -> Iterator[Found]:
    if DataFolder(folder).lock.exists():
        return  # a data folder, this one or another: what lies there was made from sources
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield Found(source, folder, problem=_reason(error))
        return
    for path in paths:
        yield from _find(source, path, entered)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
