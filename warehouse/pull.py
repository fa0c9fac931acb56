"""Pull: what the sources hold now goes into the raw store and the catalog; only what changed is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import polars as pl

from transforms.containers import Expanded, expand, is_container
from transforms.document import DEFAULT_LIMITS, Limits
from transforms.parsed import Reject
from warehouse import catalog
from warehouse.raw_store import raw_path, store_bytes, store_file
from warehouse.sources import Found, SourceUnknownError, absolute_source, canonical_source, find_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from warehouse.folder import DataFolder
    from warehouse.raw_store import Stored

# A file that was changed this short before it was looked at may change again without its time stamp moving.
_RACY_NS = 2_000_000_000
_HEAD_BYTES = 512
_FILE_KEY = ["source", "uri", "size_bytes", "mtime_ns"]


@dataclass(frozen=True, slots=True)
class PullOutcome:
    """How a pull went; counts are of distinct documents in the data folder."""

    sources: tuple[str, ...]
    document_count: int
    new_document_count: int
    removed_document_count: int
    reject_count: int


@dataclass(slots=True)
class _Pulled:
    now: dt.datetime
    folder: DataFolder
    limits: Limits
    origins: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def add(self, source: str, uri: str, stored: Stored, **more: object) -> None:
        row = {"source": source, "uri": uri, "document_id": stored.document_id, "sha256": stored.sha256}
        sizes = {"size_bytes": stored.size_bytes, "seen_at": self.now, "fetched_at": self.now}
        self.origins.append(row | sizes | more)

    def refuse(self, source: str, uri: str, reject: Reject, document_id: str | None = None) -> None:
        row = {"source": source, "uri": uri, "document_id": document_id}
        self.rejects.append(row | reject._asdict())


def pull(
    sources: Sequence[str],
    folder: DataFolder,
    limits: Limits = DEFAULT_LIMITS,
    now: dt.datetime | None = None,
) -> PullOutcome:
    """Bring raw store and catalog up to date with `sources`, or with all sources ever named when there are none.

    Documents of other sources stay as they are; files that are gone from a source leave the catalog, their bytes
    stay. Raises `SourceNotFoundError` for a source that does not exist.
    """
    before = catalog.read(folder)
    named = [canonical_source(source) for source in sources or before.sources["source"]]
    found = [file for source in dict.fromkeys(named) for file in find_files(source)]
    unchanged = _unchanged(found, before.origins)
    pulled = _Pulled(now or dt.datetime.now(dt.UTC), folder, limits)
    _pull_changed(pulled, found, unchanged)
    after = _joined(before, pulled, named, unchanged)
    catalog.write(folder, after)
    old, new = set(before.origins["document_id"]), set(after.origins["document_id"])
    return PullOutcome(tuple(named), len(new), len(new - old), len(old - new), len(after.rejects))


def forget(sources: Sequence[str], folder: DataFolder) -> None:
    """Take everything that came from `sources` out of the catalog; the bytes stay in the raw store.

    Raises `SourceUnknownError` for a source that no run was told to read.
    """
    known = catalog.read(folder)
    unwanted = [absolute_source(source) for source in sources]
    for source in unwanted:
        if source not in known.sources["source"]:
            raise SourceUnknownError(source, known.sources["source"].to_list())
    kept = (rows.filter(~pl.col("source").is_in(unwanted)) for rows in known)
    catalog.write(folder, catalog.Catalog(*kept))


def file_name(uri: str) -> str:
    """Return the last part of an address, as a person would write it.

    >>> file_name("file:///talks/a%20b.zip!/part/one.srt")
    'one.srt'
    """
    return unquote(uri.rpartition("/")[2])


def _staying(rows: pl.DataFrame, named: Sequence[str], unchanged: pl.DataFrame) -> pl.DataFrame:
    """Return the catalog rows of other sources, and of files (or archives) of the named ones that are unchanged."""
    files = unchanged.select("source", file="uri")
    same = rows.with_columns(file=pl.col("uri").str.split("!/").list.first()).join(
        files, on=["source", "file"], how="semi"
    )
    return pl.concat(
        [rows.filter(~pl.col("source").is_in(named)), same.filter(pl.col("source").is_in(named)).drop("file")]
    )


def _unchanged(found: Iterable[Found], known: pl.DataFrame) -> pl.DataFrame:
    """Return the known files that size and time say are as they were; a file changed just before is not sure."""
    rows = [(file.source, file.uri, file.size_bytes, file.mtime_ns) for file in found if file.problem is None]
    files = pl.DataFrame(rows, schema={name: known.schema[name] for name in _FILE_KEY}, orient="row")
    settled = pl.col("mtime_ns") < pl.col("seen_at").dt.epoch("ns") - _RACY_NS
    return known.filter(settled).join(files, on=_FILE_KEY, how="semi")


def _pull_changed(pulled: _Pulled, found: Iterable[Found], unchanged: pl.DataFrame) -> None:
    skip = set(zip(unchanged["source"], unchanged["uri"], strict=True))
    for file in found:
        if file.problem is not None:
            pulled.refuse(file.source, file.uri, Reject("unreadable", "file", "", file.problem))
        elif (file.source, file.uri) not in skip:
            _pull_file(pulled, file)


def _pull_file(pulled: _Pulled, file: Found) -> None:
    try:
        stored = store_file(pulled.folder, file.path)
        status = file.path.stat()
    except OSError as error:
        pulled.refuse(file.source, file.uri, Reject("unreadable", "file", "", error.strerror or str(error)))
        return
    if stored.size_bytes != status.st_size:
        detail = f"{stored.size_bytes} bytes read, {status.st_size} in the file: it changed while it was read"
        pulled.refuse(file.source, file.uri, Reject("unreadable", "file", "", detail))
        return
    expanded = _expanded(pulled, stored, file.path.name)
    kind = expanded.container if expanded else None
    pulled.add(file.source, file.uri, stored, mtime_ns=file.mtime_ns, container=kind)
    if expanded is not None:
        _pull_members(pulled, file, stored, expanded)


def _expanded(pulled: _Pulled, stored: Stored, name: str) -> Expanded | None:
    path = raw_path(pulled.folder, stored.sha256)
    with path.open("rb") as file:
        if not is_container(file.read(_HEAD_BYTES)) or stored.size_bytes > pulled.limits.bytes:
            return None
    return expand(path.read_bytes(), name, pulled.limits)


def _pull_members(pulled: _Pulled, file: Found, archive: Stored, expanded: Expanded) -> None:
    for member in expanded.members:
        uri = f"{file.uri}!/{quote(member.path, safe='/!')}"
        pulled.add(file.source, uri, store_bytes(pulled.folder, member.data), parent_document_id=archive.document_id)
    for reject in expanded.rejects:
        pulled.refuse(file.source, file.uri, reject, archive.document_id)
    place = {"source": file.source, "uri": file.uri, "document_id": archive.document_id}
    pulled.warnings.extend(place | asdict(note) for note in expanded.warnings)


def _joined(before: catalog.Catalog, pulled: _Pulled, named: Sequence[str], unchanged: pl.DataFrame) -> catalog.Catalog:
    def and_new(rows: pl.DataFrame, new: list[dict[str, Any]]) -> pl.DataFrame:
        return pl.concat([_staying(rows, named, unchanged), pl.DataFrame(new, schema=rows.schema)])

    return catalog.Catalog(
        _origins(before.origins, _staying(before.origins, named, unchanged), pulled),
        and_new(before.rejects, pulled.rejects),
        and_new(before.warnings, pulled.warnings),
        pl.DataFrame({"source": sorted({*before.sources["source"], *named})}, schema=before.sources.schema),
    )


def _origins(known: pl.DataFrame, kept: pl.DataFrame, pulled: _Pulled) -> pl.DataFrame:
    """Return where everything is now; bytes that were known keep the time when they were first stored and seen."""
    fresh = pl.DataFrame(pulled.origins, schema=known.schema)
    first = known.group_by("document_id").agg(first_fetched=pl.col("fetched_at").min())
    seen = known.select("source", "uri", "document_id", first_seen="seen_at")
    fresh = (
        fresh.join(first, on="document_id", how="left")
        .join(seen, on=["source", "uri", "document_id"], how="left")
        .with_columns(
            fetched_at=pl.coalesce("first_fetched", "fetched_at"), seen_at=pl.coalesce("first_seen", "seen_at")
        )
    )
    return pl.concat([kept, fresh.select(kept.columns)]).unique(["source", "uri"], keep="last", maintain_order=True)
