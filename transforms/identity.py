"""Identities: stable across runs and machines, made from content."""

from __future__ import annotations

import hashlib


def identify(kind: str, *parts: object) -> str:
    """Return 16 hexadecimal digits for a thing of `kind` that `parts` tell apart from all others of its kind.

    >>> identify("show", "beekeeping") == identify("show", "beekeeping")
    True
    >>> identify("show", "a", "b") == identify("show", "ab")
    False
    """
    joined = "\x1f".join((kind, *map(str, parts)))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def identify_bytes(data: bytes) -> str:
    """Return the identity of a document: the first 16 hexadecimal digits of the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()[:16]
