"""The raw store: bytes as received, one file a document, found by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from warehouse.folder import DataFolder

_CHUNK = 1024 * 1024
ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: the hash of the bytes, and how many there are."""

    sha256: str
    size_bytes: int

    @property
    def document_id(self) -> str:
        """Identity of the document: the first 16 hexadecimal digits of the hash."""
        return self.sha256[:ID_LENGTH]


def raw_path(folder: DataFolder, sha256: str) -> Path:
    """Return where the bytes with this hash lie."""
    return folder.raw / sha256[:2] / sha256


def store_bytes(folder: DataFolder, data: bytes) -> Stored:
    """Store `data` unless it is there already."""
    stored = Stored(hashlib.sha256(data).hexdigest(), len(data))
    target = raw_path(folder, stored.sha256)
    if not target.exists():
        _keep(folder, target, [data])
    return stored


def store_file(folder: DataFolder, path: Path) -> Stored:
    """Store the bytes of a file, a piece at a time: a file may be larger than memory.

    Raises `OSError` when it cannot be read.
    """
    with path.open("rb") as file:
        first = file.read(_CHUNK)
        if len(first) < _CHUNK:
            return store_bytes(folder, first)
        file.seek(0)
        return _store_stream(folder, file)


def _store_stream(folder: DataFolder, file: BinaryIO) -> Stored:
    digest, size = hashlib.sha256(), 0
    folder.raw.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder.raw, prefix="incoming-", delete=False) as copy:
        try:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                copy.write(chunk)
            copy.close()
            stored = Stored(digest.hexdigest(), size)
            target = raw_path(folder, stored.sha256)
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(copy.name).replace(target)
        except BaseException:
            Path(copy.name).unlink(missing_ok=True)
            raise
    return stored


def _keep(folder: DataFolder, target: Path, chunks: list[bytes]) -> None:
    """Write beside the target and rename: a killed run leaves no half file under a hash that it does not have."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.raw / f"incoming-{os.getpid()}-{target.name}"
    with beside.open("wb") as file:
        file.writelines(chunks)
    beside.replace(target)
