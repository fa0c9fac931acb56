"""The tasks of the flow: each calls one function with paths and small facts."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from warehouse.annotation import AnnotateFacts, annotate_batch
from warehouse.assemble import assemble
from warehouse.folder import DataFolder
from warehouse.lake import Batch, BatchFacts, normalize_batch
from warehouse.linking import LinkFacts, link
from warehouse.publish import publish
from warehouse.pull import PullOutcome, pull
from warehouse.resolution import ResolveFacts, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prefect.futures import PrefectConcurrentFuture, PrefectFuture
    from prefect.task_runners import TaskRunner

    from expectations.gate import Gate
    from expectations.outcome import Outcome
    from flows.workers import Workers
    from transforms.document import Limits

T = TypeVar("T")
R = TypeVar("R")

# A task run costs Prefect's database some 20 kB and a few milliseconds, and a large corpus has thousands of batches.
_MOST_TASKS = 100
# Polars' signal handler lets waiting threads sleep on through Ctrl-C: the main thread wakes to look for it this often.
_LISTEN_SECONDS = 0.2


@task(name="pull", cache_policy=NO_CACHE)
def pull_sources(root: str, sources: list[str], limits: Limits) -> PullOutcome:
    """Bring raw store and catalog up to date with the sources."""
    return pull(sources, DataFolder(Path(root)), limits)


@task(name="normalize", cache_policy=NO_CACHE)
def normalize_batches(workers: Workers, root: str, batches: Sequence[Batch], limits: Limits) -> list[BatchFacts]:
    """Normalise batches into the lake, one after the other."""
    return [workers.run(_named(batch), normalize_batch, root, batch, limits) for batch in batches]


@task(name="resolve", cache_policy=NO_CACHE)
def resolve_corpus(root: str) -> ResolveFacts:
    """Tell recordings, shows and people of the whole corpus apart."""
    return resolve(DataFolder(Path(root)))


@task(name="annotate", cache_policy=NO_CACHE)
def annotate_batches(
    workers: Workers, root: str, batch_ids: Sequence[str], models: tuple[str, ...] = ()
) -> list[AnnotateFacts]:
    """Annotate batches of the lake with speakers and mentions, one after the other."""
    return [workers.run(f"the annotation of batch {name}", annotate_batch, root, name, models) for name in batch_ids]


@task(name="link", cache_policy=NO_CACHE)
def link_mentions(root: str) -> LinkFacts:
    """Put the names that the batches mention together into the entities of the corpus."""
    return link(DataFolder(Path(root)))


@task(name="assemble", cache_policy=NO_CACHE)
def assemble_warehouse(root: str, run_id: str) -> Path:
    """Put everything into a new DuckDB file in the staging folder, and return its path."""
    return assemble(DataFolder(Path(root)), run_id)


@task(name="check", cache_policy=NO_CACHE)
def check_warehouse(checks: Gate, staged: Path, run_id: str) -> list[Outcome]:
    """Judge the new file by every expectation."""
    return checks.check(staged, run_id)


@task(name="publish", cache_policy=NO_CACHE)
def publish_warehouse(staged: Path, root: str) -> None:
    """Finish the new file and put it in the place of the published one."""
    publish(staged, DataFolder(Path(root)))


def task_runner(threads: int) -> TaskRunner[PrefectFuture[Any]]:
    """Return what runs so many tasks at a time, in threads: those that work hard wait for a worker process."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(threads))


def portions(items: Sequence[T]) -> list[Sequence[T]]:
    """Return `items` in order in at most a hundred portions, told to Prefect as things not to look into.

    >>> [len(portion.unwrap()) for portion in portions(range(250))][:2]
    [3, 3]
    """
    size = -(-len(items) // _MOST_TASKS) or 1
    return [cast("Sequence[T]", quote(items[start : start + size])) for start in range(0, len(items), size)]


def each(
    work: Task[..., list[R]], workers: Workers, root: str, parts: Iterable[Sequence[T]], *more: object
) -> Iterator[list[R]]:
    """Yield what `work` makes of each part, as it comes: side by side in worker processes, or one after the other."""
    if workers.is_inline:
        for part in parts:
            yield work(workers, root, part, *more)
    else:
        submitted = (
            cast("PrefectConcurrentFuture[list[R]]", work.submit(workers, root, part, *more)) for part in parts
        )
        pending = {future.wrapped_future: future for future in submitted}
        while pending:
            for ended in wait(pending, _LISTEN_SECONDS, FIRST_COMPLETED).done:
                yield pending.pop(ended).result()


def _named(batch: Batch) -> str:
    names = ", ".join(document.name for document in batch.documents[:3])
    more = len(batch.documents) - 3
    return f"the reading of {names}" + (f" and {more} more" if more > 0 else "")
