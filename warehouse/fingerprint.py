"""Versions of the code that made something: what was made by other code is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import transforms

_SOURCES = Path(transforms.__file__).parent


@cache
def transforms_fingerprint() -> str:
    """Return 16 hexadecimal digits for the transforms and their reviewed data, as installed."""
    digest = hashlib.sha256()
    for path in sorted(path for path in _SOURCES.rglob("*") if path.suffix in {".py", ".csv", ".json"}):
        digest.update(path.relative_to(_SOURCES).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
