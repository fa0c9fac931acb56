"""Find what the episodes of a batch talk about: known names, names of the episode, names nobody listed, heard wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from transforms.mentions.acronyms import near_acronyms
from transforms.mentions.addressed_names import find_addressed
from transforms.mentions.context import field_shares, surest, weigh_context
from transforms.mentions.covered import covered_by
from transforms.mentions.discover import discover, run_table
from transforms.mentions.heard import are_odd, describe, find_around, find_heard
from transforms.mentions.known import known_rows, named_rows
from transforms.mentions.likeness import letters_of, may_be_alike
from transforms.mentions.misheard import BENT, MOST_FOR_KNOWN, bend, bend_again, bend_longer, find_variants
from transforms.mentions.named_small import find_named_small
from transforms.mentions.names import NAME_SCHEMA, corrected_names, link_names, name_key
from transforms.mentions.persons import rank_persons, short_forms
from transforms.mentions.relations import have_related
from transforms.mentions.rows import as_rows, choose, words_of
from transforms.mentions.sound_index import near_known
from transforms.mentions.sound_keys import are_among, pair_keys, table_of
from transforms.mentions.sounds import coarse_of
from transforms.mentions.targets import find_targets
from transforms.mentions.versions import add_versions
from transforms.mentions.weigh import PRIOR

if TYPE_CHECKING:
    from transforms.mentions.gaps import Flags
    from transforms.mentions.knowledge import Knowledge
    from transforms.mentions.reading import Reading
    from transforms.mentions.sound_index import SoundIndex

_LONGER_NAME = 4.0
_LONGER_KINDS = ("person", "organization", "place", "event", "work")
_UNCOMMON_BAND = 4
_OF_ANOTHER, _PERHAPS = -8.0, -3.0
# A name of the lexicon with lower odds may be one of the episode that sounds alike.
_FIRM = 2.0
_MISSPELLED = 0.7
_SAID_TO_BE_NAMED = 2.0
_FIELD_ABSENT, _FIELD_PRESENT = -1.0, 0.7
_RELATED = 1.5


class Noted(NamedTuple):
    """What is known of the episodes of a batch beside their speech; `episode` is their number in the reading.

    `names`: episode, name, kind (may be null), origin (of `names.PRIORS`). `people`, who is present: episode, name,
    aliases.
    `corrected`, what people say that words stand for: episode, form, name, kind.
    """

    names: pl.DataFrame
    people: pl.DataFrame
    corrected: pl.DataFrame


def find(reading: Reading, knowledge: Knowledge, noted: Noted) -> pl.DataFrame:
    """Return the mentions of a batch as rows (`rows.ROW`), in order and without overlaps."""
    names = link_names(noted.names, noted.people, knowledge.lexicon)
    known, costs = known_rows(reading, knowledge.lexicon)
    (local,) = named_rows(reading, [names], costs)
    relations = knowledge.lexicon.relations
    first_pass = choose(weigh_context(known, relations))
    runs = run_table(reading)
    # The name of a file tells that its words are right as they stand, not how they are written.
    filed = local.filter(pl.col("origin") == "file")
    early = [first_pass, choose(local.filter(pl.col("origin") != "file"))]
    runs = _without_things(runs, early)
    found = discover(runs, reading, _covered(runs, early))
    taken = words_of(len(reading.words), early)
    small = pl.concat([find_named_small(reading, taken), find_addressed(reading, taken)])
    told_of = small.with_columns(score=pl.lit(_SAID_TO_BE_NAMED))
    own = _own_names(pl.concat([found.select(told_of.columns), told_of], how="vertical_relaxed"), reading)
    persons = short_forms(rank_persons(names, own, pl.concat([as_rows(rows) for rows in early])))
    known = weigh_context(_boosted(known, local), relations)
    local = _unless_known(local, known)
    parts = (own, persons, corrected_names(noted.corrected, knowledge.lexicon))
    own_rows, person_rows, corrected = named_rows(reading, [part.select(tuple(NAME_SCHEMA)) for part in parts], costs)
    person_rows = _unless_another(person_rows, known)
    chosen = choose(pl.concat([as_rows(rows) for rows in (known, local, own_rows, person_rows, corrected)]))
    said = chosen.filter(pl.col("origin") != "discovered")
    targets = find_targets(names, persons, said)
    bent = _bent(reading, knowledge, _Said(runs, known, filed, said), targets)
    kept = _without(chosen, bent)
    every = pl.concat([_with_methods(_scored(kept, own), reading), bent.with_columns(is_name=pl.lit(False))])
    return add_versions(every.sort("first"), reading, knowledge.families).filter(pl.col("last") > pl.col("first"))


class _Said(NamedTuple):
    """What is known of a batch before words are bent: its runs, what the lexicon has, and what is named for sure."""

    runs: pl.DataFrame
    known: pl.DataFrame
    filed: pl.DataFrame
    sure: pl.DataFrame


def _bent(reading: Reading, knowledge: Knowledge, said: _Said, targets: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches that were heard wrong, as the names that they are bent to, in order and without overlaps."""
    firm = said.sure.filter((pl.col("origin") != "lexicon") | (pl.col("odds") >= _FIRM))
    stretches = find_heard(reading, said.runs, words_of(len(reading.words), [firm, said.filed]))
    pairs, rest = stretches.where(stretches.is_pair), stretches.where(~stretches.is_pair)
    sounds = pair_keys(reading, pairs.first)
    like = are_among(sounds, (knowledge.by_sound.loose, table_of(coarse_of(targets["form"]))))
    # Letters that are spelled out sound like nothing.
    like |= are_odd(reading, pairs.first, pairs.last)
    heard = describe(reading, rest, pairs.where(like))
    named, relations = surest(said.known), knowledge.lexicon.relations
    shares = field_shares(named)
    # What is a name as it stands was weighed as such.
    strange = heard.join(said.known.select("first", "last"), on=["first", "last"], how="anti", maintain_order="left")
    wider = _wider(strange, knowledge.by_sound, shares, named, relations)
    spelled = _in_field(near_acronyms(heard, knowledge.by_letters, said.sure), shares)
    first_bent = bend(heard, targets, wider, spelled)
    variants = find_variants(first_bent)
    more = describe(reading, pairs.where(~like & are_among(sounds, [table_of(coarse_of(variants["form"]))])))
    again = bend_again(pl.concat([heard, more]), first_bent, variants)
    longer = bend_longer(describe(reading, find_around(reading, said.runs, said.sure)), said.sure)
    return _apart_rows([first_bent, again, longer])


def _wider(
    heard: pl.DataFrame, index: SoundIndex, shares: pl.DataFrame, sure: pl.DataFrame, relations: pl.DataFrame
) -> pl.DataFrame:
    """Return the pairs of stretches and forms that sound alike, without ambiguous forms of other fields.

    The columns of both, and nats: a form that belongs to what is named close by is likelier, whatever its field. Pairs
    that nothing can make likely enough are left out.
    """
    left, right = near_known(heard, index)
    places = {"episode": heard["episode"].gather(left), "field": index.forms["field"].gather(right)}
    nats = _in_field(pl.DataFrame(places), shares)["nats"]
    least = BENT - heard["evidence"].to_numpy()[left] - nats.to_numpy() - _RELATED - MOST_FOR_KNOWN
    may_be = may_be_alike(heard["text"], index.forms["form"], left, right, least)
    pairs = pl.concat([heard[left[may_be]], index.forms[right[may_be]]], how="horizontal")
    related = pl.Series(have_related(pairs, sure, relations), dtype=pl.Boolean)
    weighed = pairs.with_columns(nats=nats.filter(pl.Series(may_be)), is_related=related)
    weighed = weighed.with_columns(nats=pl.col("nats") + pl.when("is_related").then(_RELATED).otherwise(0.0))
    return weighed.filter(~pl.col("is_ambiguous") | pl.col("is_related") | (pl.col("nats") >= _FIELD_PRESENT))


def _in_field(pairs: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Add `nats`: what the share of a form's field in what its episode names says for it."""
    weighed = pairs.join(shares, on=["episode", "field"], how="left", maintain_order="left")
    return weighed.with_columns(pl.col("nats").fill_null(_FIELD_ABSENT))


def _boosted(known: pl.DataFrame, local: pl.DataFrame) -> pl.DataFrame:
    """Raise the odds of what the lexicon knows where the record of the episode has the same words."""
    noted = local.filter("is_name").group_by("first", "last").agg(noted=pl.col("prior").max() - PRIOR)
    both = known.join(noted, on=["first", "last"], how="left", maintain_order="left")
    return both.with_columns(odds=pl.col("odds") + pl.col("noted").fill_null(0.0)).drop("noted")


def _unless_known(local: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Drop names of the record where the lexicon knows the same words, unless the record is sure of what they are."""
    spans = known.select("first", "last").unique().with_columns(there=pl.lit(True))
    both = local.join(spans, on=["first", "last"], how="left", maintain_order="left")
    return both.filter(pl.col("there").is_null() | ~pl.col("in_lexicon")).drop("there")


def _unless_another(persons: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Lower the odds of a part of a person's name where the lexicon knows the word, unless the person is present."""
    spans = known.filter(pl.col("odds") >= _PERHAPS).select("first", "last", other="key").unique(["first", "last"])
    both = persons.join(spans, on=["first", "last"], how="left", maintain_order="left")
    rival = pl.col("other").is_not_null() & (pl.col("other") != pl.col("key")) & (pl.col("origin") != "present")
    return both.with_columns(odds=pl.col("odds") + pl.when(rival).then(_OF_ANOTHER).otherwise(0.0)).drop("other")


def _covered(runs: pl.DataFrame, kept: list[pl.DataFrame]) -> Flags:
    """Say of each run whether known names stand in it and it is not a longer name itself."""
    first, last = runs["first"].to_numpy(), runs["last"].to_numpy()
    inside = covered_by(kept).inside(first, last)
    formed = (runs["nats"] >= _LONGER_NAME) & (runs["size"] > 1) & runs["kind"].is_in(_LONGER_KINDS)
    own = formed.fill_null(value=False).to_numpy() | _partly_persons(runs, kept)
    covered: Flags = (inside == last - first) | ((inside > 0) & ~own)
    return covered


def _without_things(runs: pl.DataFrame, kept: list[pl.DataFrame]) -> pl.DataFrame:
    """Take back that a run is a person where its first word names a thing and nobody: `Xen Hypervisor`."""
    things = [rows.filter((pl.col("kind") != "person") & ~pl.col("is_name_word")) for rows in kept]
    first, last = runs["first"].to_numpy(), runs["last"].to_numpy()
    begins = covered_by(things).inside(first, first + 1) > 0
    has_thing = pl.Series(begins & (last - first > 1)) & runs["kind"].eq_missing("person")
    return runs.with_columns(kind=pl.when(~has_thing).then("kind"), nats=pl.when(has_thing).then(0.0).otherwise("nats"))


def _partly_persons(runs: pl.DataFrame, kept: list[pl.DataFrame]) -> Flags:
    """Say of each run of two uncommon words whether only one is known, as a name people have: `Rivers Cuomo`."""
    parts = pl.concat([frame.select("first", "last", "kind", "is_name_word") for frame in kept], how="vertical_relaxed")
    single = parts.filter(
        (pl.col("last") - pl.col("first") == 1) & (pl.col("is_name_word") | (pl.col("kind") == "person"))
    )
    at, first = single["first"].to_numpy(), runs["first"].to_numpy()
    two = ((runs["size"] == 2) & (runs["band"] > _UNCOMMON_BAND)).to_numpy()
    only_one: Flags = two & (np.isin(first, at) ^ np.isin(first + 1, at))
    return only_one


def _own_names(found: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    names = reading.spell(found["first"].to_numpy(), found["last"].to_numpy())
    return found.select("episode", "kind", "score").with_columns(
        name=names, form=names, origin=pl.lit("discovered"),
        key=pl.Series([name_key(name) for name in names], dtype=pl.String), is_name=pl.lit(True),
    )  # fmt: skip


def _scored(rows: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Give names that nobody listed the odds of their discovery: those of the place say only that they stand there."""
    scores = own.group_by("episode", "key").agg(pl.col("score").max())
    both = rows.join(scores, on=["episode", "key"], how="left", maintain_order="left")
    odds = pl.when(pl.col("origin") == "discovered").then(pl.coalesce("score", "odds")).otherwise("odds")
    return both.with_columns(odds=odds).drop("score")


def _apart_rows(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Return all rows in order; of those that overlap, the ones of the earlier parts."""
    rows = as_rows(parts[0])
    for part in parts[1:]:
        rows = pl.concat([rows, _without(as_rows(part), rows)])
    return rows.sort("first")


def _without(rows: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that touch none of the others."""
    return rows.filter(pl.Series(covered_by([others]).inside(rows["first"].to_numpy(), rows["last"].to_numpy()) == 0))


def _with_methods(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Say of names that stand as they are whether it is the entity's name, another one, or one nobody listed."""
    said, name = (
        letters_of(texts) for texts in (reading.spell(rows["first"].to_numpy(), rows["last"].to_numpy()), rows["name"])
    )
    exact = pl.when(said == name).then(pl.lit("exact")).otherwise(pl.lit("alias"))
    method = pl.when(pl.Series(_are_misheard(rows, said, name))).then(pl.lit("spelling")).otherwise(exact)
    return rows.with_columns(
        method=pl.when(pl.col("origin") == "discovered").then(pl.lit("discovered")).otherwise(method)
    )


def _are_misheard(rows: pl.DataFrame, said: pl.Series, name: pl.Series) -> Flags:
    """Return whether each row is another spelling by which somebody present was heard, and no part of the name."""
    near = cpdist(said.to_list(), name.to_list(), scorer=OSA.normalized_similarity, dtype=np.float64)
    whole = (rows["origin"] == "present").to_numpy() & (said != name).to_numpy() & (near >= _MISSPELLED)
    texts = pl.DataFrame({"said": said, "name": name})
    is_part = texts.select(pl.col("name").str.contains(pl.col("said"), literal=True)).to_series()
    misheard: Flags = whole & ~is_part.to_numpy()
    return misheard
