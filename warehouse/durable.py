"""Replacing a file so that it is whole at any moment, whenever the machine stops."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace(beside: Path, target: Path) -> None:
    """Put `beside`, a closed file on the same file system, in the place of `target` by one rename.

    The bytes are on disk before the name changes, and the name before this returns.
    """
    sync(beside)
    beside.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Return once the bytes of a file, or the names in a folder, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
