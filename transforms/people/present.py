"""Somebody present in an episode, as rows that the whole corpus is put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.parsed import Role
    from transforms.people.dossiers import Dossier
    from transforms.people.names import Name
    from transforms.people.presence import Method

SpeakerKind = Literal["person", "group", "machine", "unnamed"]

PRESENT: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String, "ordinal": pl.Int32, "name": pl.String, "key": pl.String, "is_full": pl.Boolean,
    "kind": pl.String, "role": pl.String, "labels": pl.List(pl.String), "forms": pl.List(pl.String),
    "method": pl.String, "confidence": pl.Float64, "evidence": pl.String, "doc_start": pl.Int64, "doc_end": pl.Int64,
    "affiliation": pl.String, "is_borne": pl.Boolean,
}  # fmt: skip
"""Columns of `present_rows`: the find, and the fields of `Present`."""


class Present(NamedTuple):
    """Somebody present in an episode: a member of its cast, or a voice that is nobody known.

    `labels` are the transcript labels of the voice; `forms` the names heard or written for it; `is_borne` says whether
    a document writes the name, and it was not only heard.
    """

    name: Name | None
    kind: SpeakerKind
    role: Role
    labels: tuple[str, ...]
    forms: tuple[str, ...]
    method: Method
    confidence: float
    evidence: str | None
    doc_start: int | None
    doc_end: int | None
    affiliation: str | None
    is_borne: bool


def present_rows(found: Iterable[tuple[Dossier, Iterable[Present]]]) -> pl.DataFrame:
    """Return one row per person present in each dossier (`PRESENT`), in order."""
    rows = [
        (
            dossier.document_id, dossier.ordinal, one.name and one.name.text, one.name and one.name.key,
            one.name is not None and one.name.is_full, one.kind, one.role, list(one.labels), list(one.forms),
            one.method, one.confidence, one.evidence, one.doc_start, one.doc_end, one.affiliation, one.is_borne,
        )
        for dossier, presents in found
        for one in presents
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=PRESENT, orient="row")
