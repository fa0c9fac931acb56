"""The flow: pull, normalize, resolve, annotate, link, assemble, check, publish."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger

from expectations.outcome import is_publishable
from expectations.quality_page import render
from flows import gates, progress, tasks
from flows.dead_runs import end_dead_runs
from flows.source_lists import expand_lists
from flows.stages import Stages
from flows.unchanged import CONTENT, content_fingerprint, published_fingerprint, versions
from flows.workers import default_workers, working
from transforms.document import Limits
from warehouse import connect
from warehouse.assemble import record_run
from warehouse.folder import DataFolder
from warehouse.lake import batch_folders, plan_batches
from warehouse.lock import hold
from warehouse.run_record import RunRecord, new_run_id, write_run
from warehouse.span_models import check_models

if TYPE_CHECKING:
    from expectations.gate import Gate
    from flows.workers import Workers
    from warehouse.lake import Batch

NAME = "ledger"
# How much larger text is than the lake's Parquet of it.
_TEXT_TO_PARQUET = 4


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that has ended well: its record, and how many words it read that were not read before."""

    record: RunRecord
    word_count: int


class NotPublishedError(RuntimeError):
    """The checks stopped the publish; the warehouse is as it was before."""

    def __init__(self, folder: DataFolder, record: RunRecord) -> None:
        failed = [check for check in record.checks if check["outcome"] != "passed" and check["severity"] == "critical"]
        names = "".join(f"\n  {check['table_name']}: {check['check_name']}: {check['detail']}" for check in failed[:20])
        more = f"\n  and {len(failed) - 20} more" if len(failed) > 20 else ""
        what = f"{len(failed)} of {len(record.checks)} checks failed that must not" if failed else "no check was made"
        super().__init__(
            f"not published: {what}{names}{more}\n"
            f"{folder.warehouse} is as it was; {folder.quality_page} shows every check"
        )
        self.record = record


@flow(name=NAME, task_runner=tasks.task_runner(default_workers()))
def ledger(
    sources: list[str] | None = None,
    data: str = "data",
    limits: dict[str, Any] | None = None,
    workers: int | None = None,
    models: list[str] | None = None,
) -> Finished:
    """Bring the data folder's warehouse up to date with the sources, and return how the run went.

    `sources` are files, folders, globs, or `@FILE` for a list of them; without any, those of earlier runs. `limits`
    are fields of `transforms.document.Limits` that are not to have their default. `workers` is how many processes
    read at a time. `models` find names beside all else (`warehouse.span_models`). A run publishes all it made or
    nothing; the record's status says whether there was anything to do.

    Raises `FolderBusyError`, `SourceNotFoundError`, `NotPublishedError`, `WorkerLostError`, `ModelError`, and `OSError`
    of a disk that is full or cannot be written. Whatever is raised, the published warehouse is as it was.
    """
    folder = DataFolder(Path(data).absolute())
    check_models(models or ())
    with hold(folder):
        end_dead_runs(NAME, folder)
        _sweep(folder)
        now = dt.datetime.now(dt.UTC)
        record = RunRecord(new_run_id(now, os.getpid()), now, now, versions=versions())
        run = _Run(folder, record, Limits(**limits or {}), workers or default_workers(), tuple(models or ()))
        try:
            run.go(expand_lists(sources or []))
        finally:
            _sweep(folder)
        return Finished(record, run.word_count)


class _Run:
    """One run on a folder that is held."""

    def __init__(
        self, folder: DataFolder, record: RunRecord, limits: Limits, workers: int, models: tuple[str, ...]
    ) -> None:
        self.folder, self.record, self.limits, self.workers, self.models = folder, record, limits, workers, models
        self.root = str(folder.root)
        self.word_count = 0
        self.stage = Stages(record, progress.current(), get_run_logger()).stage

    def go(self, sources: list[str]) -> None:
        """Do what there is to do."""
        self._pull(sources)
        batches = plan_batches(self.folder, self.record.run_id, self.workers, self.limits)
        content = content_fingerprint(self.folder, batches, self.models)
        if content == published_fingerprint(self.folder):
            self.record.reject_count = _count_rejects(self.folder.warehouse)
            self._finish("unchanged")
            return
        self.record.versions[CONTENT] = content
        with gates.gate() as checks:
            with working(self.workers, self._size_bytes(batches)) as workers:
                self._normalize(workers, batches)
                self._resolve()
                self._annotate(workers)
            self._link()
            staged = self._assemble()
            self._check(checks, staged)
        with self.stage("publish") as stage:
            tasks.publish_warehouse(staged, self.root)
            stage.note = str(self.folder.warehouse)
        self._finish("published")

    def _pull(self, sources: list[str]) -> None:
        with self.stage("pull") as stage:
            pulled = tasks.pull_sources(self.root, sources, self.limits)
            new, gone = pulled.new_document_count, pulled.removed_document_count
            stage.note = f"{pulled.document_count:,} documents, {new:,} of them new, {gone:,} gone"
        self.record.sources = list(pulled.sources)
        self.record.document_count = pulled.document_count
        self.record.new_document_count, self.record.removed_document_count = new, gone

    def _size_bytes(self, batches: list[Batch]) -> int:
        """Return about how much text there is to work on: what is to be read, and all there is to annotate."""
        lake = sum(file.stat().st_size for folder in batch_folders(self.folder) for file in folder.iterdir())
        return sum(batch.size_bytes for batch in batches) + _TEXT_TO_PARQUET * lake

    def _normalize(self, workers: Workers, batches: list[Batch]) -> None:
        size = sum(batch.size_bytes for batch in batches)
        parts = tasks.portions(batches)
        with self.stage("normalize", len(parts)) as stage:
            facts = []
            for some in tasks.each(tasks.normalize_batches, workers, self.root, parts, self.limits):
                facts += some
                stage.step()
            documents = sum(fact.document_count for fact in facts)
            self.word_count = sum(fact.word_count for fact in facts)
            stage.note = f"{documents:,} documents, {size / 1e6:,.1f} MB, {self.word_count:,} words"

    def _resolve(self) -> None:
        with self.stage("resolve") as stage:
            facts = tasks.resolve_corpus(self.root)
            stage.note = f"{facts.episode_count:,} episodes of {facts.show_count:,} shows"

    def _annotate(self, workers: Workers) -> None:
        parts = tasks.portions([folder.name for folder in batch_folders(self.folder)])
        with self.stage("annotate", len(parts)) as stage:
            facts = []
            for some in tasks.each(tasks.annotate_batches, workers, self.root, parts, self.models):
                facts += some
                stage.step()
            mentions = sum(fact.mention_count for fact in facts)
            stage.note = f"{sum(fact.segment_count for fact in facts):,} segments, {mentions:,} mentions"

    def _link(self) -> None:
        with self.stage("link") as stage:
            facts = tasks.link_mentions(self.root)
            stage.note = f"{facts.entity_count:,} entities, {facts.listed_count:,} of them in the lexicon"

    def _assemble(self) -> Path:
        with self.stage("assemble") as stage:
            staged = tasks.assemble_warehouse(self.root, self.record.run_id)
            stage.note = f"{staged.stat().st_size / 1e6:,.1f} MB"
        return staged

    def _check(self, checks: Gate, staged: Path) -> None:
        with self.stage("wait") as stage:
            # Not part of the checks: the imports of Great Expectations, begun when the run did.
            checks.wait_until_ready()
            stage.note = "for Great Expectations to be imported"
        with self.stage("check") as stage:
            outcomes = tasks.check_warehouse(checks, staged, self.record.run_id)
            passed = sum(outcome.outcome == "passed" for outcome in outcomes)
            stage.note = f"{passed:,} of {len(outcomes):,} passed"
        self.record.checks = [outcome._asdict() for outcome in outcomes]
        self.record.status = "published" if is_publishable(outcomes) else "stopped"
        self.record.reject_count = _count_rejects(staged)
        self.record.finished_at = dt.datetime.now(dt.UTC)
        record_run(staged, self.record, self.folder)
        render(staged, self.folder.quality_page)
        if self.record.status == "stopped":
            write_run(self.folder, self.record)
            raise NotPublishedError(self.folder, self.record)

    def _finish(self, status: str) -> None:
        self.record.status = status
        self.record.finished_at = dt.datetime.now(dt.UTC)
        write_run(self.folder, self.record)


def _count_rejects(database: Path) -> int:
    with connect.read(database) as con:
        row = con.execute("SELECT count(*) FROM rejects").fetchone()
    return int(row[0]) if row else 0


def _sweep(folder: DataFolder) -> None:
    """Remove what a run that was killed left half done; only who holds the folder may."""
    shutil.rmtree(folder.staging, ignore_errors=True)
    for path in folder.raw.glob("incoming-*"):
        path.unlink(missing_ok=True)
