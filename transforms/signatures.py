"""What bytes are by their first ones: compressed, an image, sound, a program, a pointer; text has no signature."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Verdict = Literal["compressed", "binary", "document", "pointer"]


class Signature(NamedTuple):
    """A kind of bytes that is not text: `name` serves as the document's format."""

    name: str
    media_type: str
    verdict: Verdict


_KNOWN: dict[Verdict, tuple[tuple[bytes, str, str], ...]] = {
    "compressed": (
        (b"PK\x03\x04", "zip", "application/zip"),
        (b"PK\x05\x06", "zip", "application/zip"),
        (b"\x1f\x8b\x08", "gzip", "application/gzip"),
        (b"\xfd7zXZ\0", "xz", "application/x-xz"),
        (b"\x28\xb5\x2f\xfd", "zstd", "application/zstd"),
        (b"7z\xbc\xaf\x27\x1c", "7z", "application/x-7z-compressed"),
        (b"Rar!\x1a\x07", "rar", "application/vnd.rar"),
        (b"\x1f\x9d", "compress", "application/x-compress"),
        (b"\x04\x22\x4d\x18", "lz4", "application/x-lz4"),
    ),
    "document": (
        (b"%PDF-", "pdf", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole2", "application/x-ole-storage"),
        (b"{\\rtf", "rtf", "application/rtf"),
    ),
    "binary": (
        (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
        (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
        (b"GIF87a", "gif", "image/gif"),
        (b"GIF89a", "gif", "image/gif"),
        (b"RIFF", "riff", "application/octet-stream"),
        (b"ID3", "mp3", "audio/mpeg"),
        (b"\xff\xfb", "mp3", "audio/mpeg"),
        (b"\xff\xf3", "mp3", "audio/mpeg"),
        (b"\xff\xf1", "aac", "audio/aac"),
        (b"\xff\xf9", "aac", "audio/aac"),
        (b"OggS", "ogg", "application/ogg"),
        (b"fLaC", "flac", "audio/flac"),
        (b"\x1aE\xdf\xa3", "matroska", "video/x-matroska"),
        (b"FORM", "aiff", "audio/aiff"),
        (b"\x7fELF", "elf", "application/x-elf"),
        (b"MZ", "exe", "application/vnd.microsoft.portable-executable"),
        (b"\xca\xfe\xba\xbe", "class", "application/java-vm"),
        (b"\xcf\xfa\xed\xfe", "mach-o", "application/x-mach-binary"),
        (b"SQLite format 3\0", "sqlite", "application/vnd.sqlite3"),
        (b"PAR1", "parquet", "application/vnd.apache.parquet"),
        (b"\0\x05\x16\x07", "appledouble", "application/octet-stream"),
        (b"bplist00", "plist", "application/x-plist"),
        (b"\0asm", "wasm", "application/wasm"),
    ),
    "pointer": (
        (b"version https://git-lfs.github.com/spec/", "lfs_pointer", "text/plain"),
        (b"version https://hawser.github.com/spec/", "lfs_pointer", "text/plain"),
        (b"/annex/objects/", "lfs_pointer", "text/plain"),
    ),
}
_STARTS = tuple(
    (start, Signature(name, media_type, verdict))
    for verdict, rows in _KNOWN.items()
    for start, name, media_type in rows
)
_FTYP = Signature("mp4", "video/mp4", "binary")
_DUCKDB = Signature("duckdb", "application/vnd.duckdb.file", "binary")
_UNKNOWN = Signature("binary", "application/octet-stream", "binary")
_BZIP2 = Signature("bzip2", "application/x-bzip2", "compressed")
_POINTER_BYTES = 1024
# These stand at the head of texts too: a text goes on in characters, a program or picture does not.
_AMBIGUOUS = frozenset({"exe", "aiff", "riff", "mp3", "gif", "parquet", "ogg", "flac"})
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192
_MOST_CONTROLS = 0.1
_HIGH = re.compile(rb"[\x80-\xff]")
_MANY_CONTROLS, _MANY_HIGH = 0.05, 0.33


def signature(data: bytes) -> Signature | None:
    """Return what `data` is when it is not text, None when it may be text."""
    head = data[:16]
    for start, found in _STARTS:
        if head.startswith(start[:16]) and data.startswith(start):
            if found.verdict == "pointer" and len(data) > _POINTER_BYTES:
                return None
            return None if found.name in _AMBIGUOUS and not _has_controls(data) else found
    if data[:3] == b"BZh" and data[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}:
        return _BZIP2
    if data[4:8] == b"ftyp" and data[:1] == b"\0":
        return _FTYP
    return _DUCKDB if data[8:12] == b"DUCK" and _has_controls(data) else None


def unnamed_binary(data: bytes) -> Signature | None:
    """Return the signature of unknown binary data when a tenth of the first bytes are control characters.

    A twentieth suffices where a third of the bytes are beyond ASCII: no alphabet's text has both.
    NULs at the end do not count: they are what a download that was cut off leaves behind.
    """
    sample = data[:_SAMPLE].rstrip(b"\0")
    controls = len(_CONTROL.findall(sample))
    is_dense = controls > len(sample) * _MANY_CONTROLS and len(_HIGH.findall(sample)) > len(sample) * _MANY_HIGH
    return _UNKNOWN if is_dense or controls > len(sample) * _MOST_CONTROLS else None


def _has_controls(data: bytes) -> bool:
    return _CONTROL.search(data[:512]) is not None
