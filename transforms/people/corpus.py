"""The people of the whole corpus: first each episode on its own, then again with what its show is known for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms import schema
from transforms.contract import conform
from transforms.lake_people import RESOLVED_PRESENT, RESOLVED_VOICES
from transforms.people.dossiers import dossiers
from transforms.people.episode import who_is_present
from transforms.people.identities import identify_speakers, speakers
from transforms.people.known import known_people
from transforms.people.marked_voices import without_hidden
from transforms.people.names import Forms
from transforms.people.present import PRESENT, present_rows
from transforms.people.sentences import FIND
from transforms.people.show_keys import SAID, show_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    from transforms.people.dossiers import Dossier
    from transforms.people.known import KnownPeople
    from transforms.people.names import NameWords


class Facts(NamedTuple):
    """The lake's facts about the people of a batch of documents (`PARSED_PEOPLE`, `_VOICES` and `_EVIDENCE`)."""

    people: pl.DataFrame
    voices: pl.DataFrame
    evidence: pl.DataFrame


class People(NamedTuple):
    """Published tables of speakers and appearances; which label is whom; who is present where nothing is labelled."""

    speakers: pa.Table
    appearances: pa.Table
    voices: pa.Table
    present: pa.Table


def resolve_people(finds: pl.DataFrame, batches: Callable[[], Iterable[Facts]], words: NameWords) -> People:
    """Return the people of the corpus.

    `finds` has (document_id, ordinal, episode_id, show_id, is_primary, segment_count, folder, stem). `batches` yields
    the facts a batch at a time, all of a document in one: it is called twice, and no two batches are held at once.
    The order of finds, documents and batches does not matter; rows of one document are in its order.
    """
    forms = Forms(words)
    finds = finds.sort(FIND)
    alone, said, voiced = _first_pass(finds, batches(), forms)
    keyed = show_keys(finds, said)
    shows = keyed.select(*FIND, "episode_id", "show")
    known = known_people(alone.join(shows, on=FIND), shows.filter(pl.col("show").is_not_null()).join(voiced, on=FIND))
    again = keyed.filter(pl.col("show").is_in(list(known)))
    better = pl.concat([alone.clear(), *_second_pass(again, batches(), known, forms)])
    found = pl.concat([alone.join(again, on=FIND, how="anti"), better]).sort(FIND, maintain_order=True)
    placed = found.join(keyed.select(*FIND, "episode_id", "scope", "is_primary"), on=FIND, maintain_order="left")
    identified = identify_speakers(placed, words)
    rows = speakers(identified)
    return People(
        conform(schema.SPEAKERS, rows.select(schema.SPEAKERS.names()).to_arrow()),
        _appearances(identified),
        _voices(identified),
        _present(identified, rows),
    )


def _first_pass(
    finds: pl.DataFrame, batches: Iterable[Facts], forms: Forms
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return who is present in each episode on its own, what shows are called in speech, and which finds have it."""
    found, said = [pl.DataFrame(schema=PRESENT)], [pl.DataFrame(schema=SAID)]
    voiced = [pl.DataFrame(schema={name: SAID[name] for name in FIND})]
    unknown = finds.with_columns(show=pl.lit(None, pl.String))
    for facts in batches:
        found.append(present_rows((dossier, who_is_present(dossier, (), forms)) for dossier in _of(unknown, facts)))
        said.append(facts.evidence.filter(pl.col("kind") == "show").select(list(SAID)))
        voiced.append(facts.voices.select(FIND).unique())
    return pl.concat(found), pl.concat(said), pl.concat(voiced)


def _second_pass(
    finds: pl.DataFrame, batches: Iterable[Facts], known: dict[str, KnownPeople], forms: Forms
) -> Iterator[pl.DataFrame]:
    if finds.is_empty():
        return
    for facts in batches:
        made = ((dossier, known[dossier.show]) for dossier in _of(finds, facts) if dossier.show is not None)
        yield present_rows(
            (dossier, who_is_present(dossier, people.near(dossier.names()), forms)) for dossier, people in made
        )


def _of(finds: pl.DataFrame, facts: Facts) -> list[Dossier]:
    """Return the dossiers of a batch; a find of which nothing is known has nobody."""
    spoken = pl.concat([table.select(FIND) for table in facts]).unique()
    return dossiers(finds.join(spoken, on=FIND, how="semi", maintain_order="left"), *facts)


def _appearances(found: pl.DataFrame) -> pa.Table:
    """Return one row per person and episode: the role in the preferred transcript, the surest evidence of all."""
    ordered = found.sort(
        [pl.col("episode_id"), pl.col("speaker_id"), ~pl.col("is_primary"), *map(pl.col, FIND)], maintain_order=True
    )
    counted = ordered.filter(pl.col("is_primary") | pl.col("name").is_not_null())
    surest = pl.col("confidence").arg_max()
    best = ("method", "confidence", "evidence", "document_id", "doc_start", "doc_end")
    rows = counted.group_by("episode_id", "speaker_id", maintain_order=True).agg(
        pl.col("role").first(),
        pl.col("labels").explode(empty_as_null=False).unique(maintain_order=True),
        *(pl.col(name).get(surest) for name in best),
        turn_count=pl.lit(0), word_count=pl.lit(0), talk_ms=pl.lit(None, pl.Int64),
    )  # fmt: skip
    rows = rows.with_columns(without_hidden(pl.col("labels")))
    return conform(schema.APPEARANCES, rows.select(schema.APPEARANCES.names()).to_arrow())


def _voices(found: pl.DataFrame) -> pa.Table:
    rows = found.explode("labels", empty_as_null=False).rename({"labels": "speaker_label"})
    return conform(RESOLVED_VOICES, rows.select(RESOLVED_VOICES.names()).to_arrow())


def _present(found: pl.DataFrame, speakers: pl.DataFrame) -> pa.Table:
    unvoiced = found.filter(pl.col("labels").list.len() == 0).drop("name")
    named = unvoiced.join(speakers.select("speaker_id", "name"), on="speaker_id", maintain_order="left")
    # Two members of a cast may turn out to be one speaker.
    rows = named.filter(pl.col("name").is_not_null()).unique([*FIND, "speaker_id"], keep="first", maintain_order=True)
    rows = rows.with_columns(forms=pl.concat_list("forms", "name").list.unique().list.sort())
    return conform(RESOLVED_PRESENT, rows.select(RESOLVED_PRESENT.names()).to_arrow())
