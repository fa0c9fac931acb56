"""How far the confidence of mentions can be trusted, and what each way of matching finds: against labelled mentions.

`python -m tests.bench.reliability DATA [--labels DIR]` reads the warehouse of a data folder.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tests.bench.labels import Label, Region, bare, folder_of_labels, read_regions
from warehouse import connect
from warehouse.folder import DataFolder

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_MENTIONS = """
SELECT
    parse_filename(documents.uri) AS document, mentions.doc_start, mentions.doc_end, mentions.match_method,
    mentions.confidence, entities.kind, list_prepend(entities.name, coalesce(entities.aliases, []))
FROM mentions
JOIN entities USING (entity_id)
JOIN documents USING (document_id)
"""


class Found(NamedTuple):
    """A mention of the warehouse, where labels are complete."""

    start: int
    end: int
    method: str
    confidence: float
    kind: str
    names: frozenset[str]


class Judged(NamedTuple):
    """A mention with the labels that it overlaps: whether there is one, and whether it is of the same thing."""

    found: Found
    is_span: bool
    is_right: bool


class Missed(NamedTuple):
    """A label with the methods that found what it names; none where it was missed."""

    label: Label
    methods: frozenset[str]


class Bin(NamedTuple):
    """Mentions of like confidence: how many, what they promise on average, how many of them are right."""

    low: float
    high: float
    mention_count: int
    promised: float
    right: float


def judge(regions: Iterable[tuple[Region, Sequence[Found]]]) -> tuple[list[Judged], list[Missed]]:
    """Return the mentions and the labels of regions with what each is to the other.

    Mentions of a kind that is nowhere labelled, and those that only overlap optional labels, do not count.
    """
    every = [(region, list(mentions)) for region, mentions in regions]
    kinds = {kind for region, _ in every for label in region.labels for kind in label.kinds}
    judged: list[Judged] = []
    missed: list[Missed] = []
    for region, mentions in every:
        known = [found for found in mentions if found.kind in kinds and region.start <= found.start < region.end]
        for found in known:
            over = [label for label in region.labels if found.start < label.end and label.start < found.end]
            if not over or not all(label.is_optional for label in over):
                judged.append(Judged(found, bool(over), any(label.names & found.names for label in over)))
        for label in region.labels:
            over_ = [found for found in known if found.start < label.end and label.start < found.end]
            if not label.is_optional:
                methods = frozenset(found.method for found in over_ if found.names & label.names)
                missed.append(Missed(label, methods))
    return judged, missed


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Return the mentions by confidence, bins without any left out; the last bin has its upper edge."""
    made = []
    for low, high in pairwise(EDGES):
        inside = [one for one in judged if low <= one.found.confidence < high or (high == one.found.confidence == 1.0)]
        if inside:
            promised = sum(one.found.confidence for one in inside) / len(inside)
            made.append(Bin(low, high, len(inside), promised, sum(one.is_right for one in inside) / len(inside)))
    return made


def calibration_error(judged: Sequence[Judged]) -> float:
    """Return how far promise and truth are apart, on average over the mentions."""
    return sum(one.mention_count * abs(one.promised - one.right) for one in bins(judged)) / max(len(judged), 1)


def read_found(data: Path, regions: Iterable[Region]) -> list[tuple[Region, list[Found]]]:
    """Return the regions whose documents the warehouse has, with the mentions in their documents."""
    of_document: dict[str, list[Found]] = {}
    with connect.read(DataFolder(data).warehouse) as con:
        known = {unquote(name) for (name,) in con.execute("SELECT parse_filename(uri) FROM documents").fetchall()}
        for document, start, end, method, confidence, kind, names in con.execute(_MENTIONS).fetchall():
            found = Found(start, end, method, confidence, kind, frozenset(map(bare, names)))
            of_document.setdefault(unquote(document), []).append(found)
    return [(region, of_document.get(region.document, [])) for region in regions if region.document in known]


def print_report(judged: Sequence[Judged], missed: Sequence[Missed], write: Callable[[str], object]) -> None:
    """Write the tables: confidence by method, then precision and recall by method and by kind."""
    write("confidence      mentions  promised     right\n")
    methods = sorted({one.found.method for one in judged})
    for method in (None, *methods):
        of = [one for one in judged if method in (None, one.found.method)]
        write(f"\n{method or 'all methods'}: off by {calibration_error(of):.3f} on average\n")
        for one in bins(of):
            write(
                f"{one.low:>5.2f} to {one.high:<5.2f}{one.mention_count:>9,}{one.promised:>10.3f}{one.right:>10.3f}\n"
            )
    write("\nmatch method    mentions   precision: span    linked  recall: linked\n")
    for method in methods:
        of = [one for one in judged if one.found.method == method]
        write(f"{method:<16}{_precision(of)}{_share([method in one.methods for one in missed]):>16.3f}\n")
    write(f"{'all':<16}{_precision(judged)}{_share([bool(one.methods) for one in missed]):>16.3f}\n")
    write("\nkind            mentions   precision: span    linked  recall: linked    labels\n")
    for kind in sorted({kind for one in missed for kind in one.label.kinds}):
        of, there = (
            [one for one in judged if one.found.kind == kind],
            [one for one in missed if kind in one.label.kinds],
        )
        write(f"{kind:<16}{_precision(of)}{_share([bool(one.methods) for one in there]):>16.3f}{len(there):>10,}\n")


def _precision(judged: Sequence[Judged]) -> str:
    spans, right = [one.is_span for one in judged], [one.is_right for one in judged]
    return f"{len(judged):>8,}{_share(spans):>18.3f}{_share(right):>10.3f}"


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else float("nan")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reliability", description=__doc__)
    parser.add_argument("data", metavar="DATA", type=Path, help="a data folder with a published warehouse")
    parser.add_argument("--labels", metavar="DIR", type=Path, help="the folder of labels (CASTLEDGER_SHARED)")
    options = parser.parse_args()
    regions = read_found(options.data.absolute(), read_regions(folder_of_labels(options.labels)))
    if not regions:
        raise SystemExit("the warehouse has none of the documents that are labelled")
    print_report(*judge(regions), sys.stdout.write)


if __name__ == "__main__":
    main()
