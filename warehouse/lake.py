"""The lake: documents normalised in batches, each a folder of Parquet files that never changes once it is there."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from transforms.document import DEFAULT_LIMITS
from transforms.identity import identify
from transforms.lake_annotations import HARVESTED_NAMES
from transforms.mentions.harvest import harvest
from transforms.normalize import RawDocument, normalize
from warehouse import catalog
from warehouse.fingerprint import transforms_fingerprint
from warehouse.folder import DataFolder
from warehouse.lexicon import vocabulary
from warehouse.pull import file_name
from warehouse.raw_store import raw_path
from warehouse.time_limit import parse_within_limit
from warehouse.turn_model import turn_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.document import Limits

BATCH_BYTES = 16 * 1024 * 1024
_SMALLEST_BATCH_BYTES = 4 * 1024 * 1024
_DOCUMENT_COST_BYTES = 8 * 1024
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class BatchDocument:
    """One document of a batch: its identity, the hash its bytes are found by, and the name its file had."""

    document_id: str
    sha256: str
    name: str
    size_bytes: int

    @property
    def cost(self) -> int:
        """Return the work that it makes, in bytes: every document costs as much as some kilobytes more."""
        return self.size_bytes + _DOCUMENT_COST_BYTES


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are normalised together; `batch_id` follows from them and from the version of the code."""

    batch_id: str
    run_id: str
    documents: tuple[BatchDocument, ...]

    @property
    def size_bytes(self) -> int:
        """Return the raw bytes of the batch."""
        return sum(document.size_bytes for document in self.documents)


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What a batch came to."""

    batch_id: str
    document_count: int
    episode_count: int
    segment_count: int
    word_count: int
    size_bytes: int


def plan_batches(folder: DataFolder, run_id: str, workers: int = 2, limits: Limits = DEFAULT_LIMITS) -> list[Batch]:
    """Return the batches that must be made: documents that no batch of this code version and these limits holds.

    Batches of another version, or of other limits, and batches that hold mostly documents no longer wanted are removed.
    """
    wanted = list(_wanted(folder))
    made = _made(folder, {(document.document_id, document.name) for document in wanted}, limits)
    missing = [document for document in wanted if (document.document_id, document.name) not in made]
    total = sum(document.cost for document in missing)
    size = max(_SMALLEST_BATCH_BYTES, min(BATCH_BYTES, total // (2 * workers)))
    return [_batch(run_id, documents, limits) for documents in _portions(missing, size)]


def normalize_batch(root: str, batch: Batch, limits: Limits) -> BatchFacts:
    """Normalise one batch into the lake; the folder appears in one rename, so that it is whole or not there."""
    folder = DataFolder(Path(root))
    documents = (_raw(folder, document, limits) for document in batch.documents)
    tables = normalize(documents, limits, parse_within_limit, turn_model())
    tables[HARVESTED_NAMES.name] = harvest(tables, vocabulary())
    beside = folder.staging / f"batch-{batch.batch_id}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, table in tables.items():
        pq.write_table(table, beside / f"{name}.parquet", compression="zstd")
    episodes = tables["parsed_episodes"]
    words = sum(episodes.column("word_count").to_pylist())
    counts = (len(batch.documents), episodes.num_rows, tables["parsed_segments"].num_rows, words, batch.size_bytes)
    facts = BatchFacts(batch.batch_id, *counts)
    _write_manifest(beside, batch)
    folder.lake.mkdir(parents=True, exist_ok=True)
    target = folder.lake / batch.batch_id
    shutil.rmtree(target, ignore_errors=True)
    beside.replace(target)
    return facts


def batch_folders(folder: DataFolder) -> list[Path]:
    """Return the folders of the batches that are whole, sorted by identity."""
    return sorted(path.parent for path in folder.lake.glob(f"*/{_MANIFEST}"))


def table_files(folder: DataFolder, name: str) -> list[Path]:
    """Return the Parquet files of one lake table, one a batch."""
    return [path / f"{name}.parquet" for path in batch_folders(folder)]


def batch_runs(folder: DataFolder) -> dict[str, str]:
    """Return the run that made each batch, by batch."""
    return {path.name: _read_manifest(path).run_id for path in batch_folders(folder)}


def _wanted(folder: DataFolder) -> Iterator[BatchDocument]:
    documents = catalog.current_documents(catalog.read_origins(folder))
    columns = ("document_id", "sha256", "uri", "size_bytes", "container")
    for document_id, sha256, uri, size, container in documents.select(columns).iter_rows():
        if container is None:
            yield BatchDocument(document_id, sha256, file_name(uri), size)


def _made(folder: DataFolder, wanted: set[tuple[str, str]], limits: Limits) -> set[tuple[str, str]]:
    made: set[tuple[str, str]] = set()
    for path in batch_folders(folder):
        batch = _read_manifest(path)
        held = {(document.document_id, document.name) for document in batch.documents}
        is_current = _batch(batch.run_id, batch.documents, limits).batch_id == path.name
        if not is_current or 2 * len(held & wanted) < len(held) or held & made:
            shutil.rmtree(path)
        else:
            made |= held
    return made


def _portions(documents: Sequence[BatchDocument], size: int) -> Iterator[list[BatchDocument]]:
    portion: list[BatchDocument] = []
    reached = 0
    for document in documents:
        if portion and reached + document.cost > size:
            yield portion
            portion, reached = [], 0
        portion.append(document)
        reached += document.cost
    if portion:
        yield portion


def _batch(run_id: str, documents: Sequence[BatchDocument], limits: Limits) -> Batch:
    names = (f"{document.document_id} {document.name}" for document in documents)
    return Batch(identify("batch", transforms_fingerprint(), limits, *names), run_id, tuple(documents))


def _raw(folder: DataFolder, document: BatchDocument, limits: Limits) -> RawDocument:
    # No more than shows that the document is too large: what is over the limit is never read whole.
    with raw_path(folder, document.sha256).open("rb") as file:
        return RawDocument(document.document_id, document.name, file.read(limits.bytes + 1))


def _write_manifest(path: Path, batch: Batch) -> None:
    (path / _MANIFEST).write_text(json.dumps(asdict(batch)), encoding="utf-8")


def _read_manifest(path: Path) -> Batch:
    record = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
    documents = tuple(BatchDocument(**document) for document in record["documents"])
    return Batch(record["batch_id"], record["run_id"], documents)
