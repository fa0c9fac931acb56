"""Lists of sources in files: `@FILE` among the sources stands for those that the file names, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Prefect takes parameters up to 512 KiB in all.
_MOST_CHARACTERS = 100_000


def expand_lists(sources: Iterable[str]) -> list[str]:
    """Return sources with the contents of lists in their place; empty lines are passed over.

    Raises `OSError` for a list that cannot be read.
    """
    expanded: list[str] = []
    for source in sources:
        if source.startswith("@"):
            lines = Path(source[1:]).expanduser().read_text(encoding="utf-8", errors="surrogateescape").splitlines()
            expanded += filter(None, lines)
        else:
            expanded.append(source)
    return expanded


def shorten(sources: Sequence[str], file: Path) -> list[str]:
    """Return sources that are few enough to be parameters of a flow: too many are written into `file`."""
    if sum(map(len, sources)) <= _MOST_CHARACTERS:
        return list(sources)
    file.write_text("".join(f"{source}\n" for source in sources), encoding="utf-8", errors="surrogateescape")
    return [f"@{file}"]
