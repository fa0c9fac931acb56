"""The lexicon made ready to be matched: entities, the forms they are known by, and the patterns of these forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from transforms.mentions.automaton import Automaton, build_automaton
from transforms.mentions.forms import spell_out
from transforms.mentions.relations import find_relations
from transforms.mentions.running_text import run_lines
from transforms.mentions.words import find_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from transforms.mentions.key_table import Numbers
    from transforms.mentions.running_text import Longs

LONGEST_PATTERN = 9
_KEYED, _SEPARATOR = "lexicon", "\x1f"


class Lexicon(NamedTuple):
    """Known entities and how they are found.

    `entities` has one row per entity: entity (its place), key, name, kind, aliases, homepage, wikidata_id,
    description, source. `forms` has one row per form of an entity: form_id (its place), entity, form, is_name,
    is_ambiguous, kind, form_case (0 no capitals, 2 some, 3 all). `patterns` has one row per pattern and form, sorted by
    pattern: pattern, form_id, variant.
    """

    entities: pl.DataFrame
    forms: pl.DataFrame
    patterns: pl.DataFrame
    automaton: Automaton
    relations: pl.DataFrame


def build_lexicon(tables: Sequence[pa.Table]) -> Lexicon:
    """Return the lexicon of entity lists (`lexicon_schema.ENTITY_LIST`).

    Of two rows with one name and kind the one of the later table counts, with the aliases of both.
    """
    entities = _entities(pl.concat([pl.DataFrame(table) for table in tables]))
    forms = _forms(entities)
    patterns, automaton = compile_forms(forms)
    columns = ("entity", "key", "name", "kind", "aliases", "homepage", "wikidata_id", "description", "source")
    relations = find_relations(entities, forms, patterns, automaton)
    return Lexicon(entities.select(columns), forms, patterns, automaton, relations)


def entity_key(name: str, kind: str) -> str:
    """Return the key of an entity of the lexicon (`Lexicon.entities`)."""
    return _SEPARATOR.join((_KEYED, kind, name))


def compile_forms(forms: pl.DataFrame) -> tuple[pl.DataFrame, Automaton]:
    """Return the patterns of forms (form_id, form, kind, is_ambiguous) and the automaton that finds them.

    The patterns have pattern, form_id and variant; of the ways to one pattern from one form the nearest is kept.
    """
    texts = spell_out(forms)
    running = run_lines(texts["text"])
    words = find_words(running)
    row = np.searchsorted(running.start, words.start, "right") - 1
    length = np.bincount(row, minlength=len(texts))
    usable = (length > 0) & (length <= LONGEST_PATTERN)
    kept = usable[row]
    dense = np.cumsum(usable) - 1
    automaton, pattern = build_automaton(dense[row[kept]], words.key[kept])
    patterns = texts.filter(pl.Series(usable)).select("form_id", "variant", pattern=_column(pattern))
    nearest = patterns.sort("pattern", "form_id", "variant").unique(("pattern", "form_id"), maintain_order=True)
    return nearest.select("pattern", "form_id", "variant"), automaton


def _column(pattern: Numbers) -> pl.Series:
    return pl.Series("pattern", pattern, dtype=pl.Int32)


def _entities(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per name and kind, in the order in which they first come."""
    newest_first = rows.reverse()
    merged = newest_first.group_by("name", "kind", maintain_order=True).agg(
        pl.col("aliases").list.explode(keep_nulls=False, empty_as_null=False).unique(maintain_order=True),
        pl.col("ambiguous").list.explode(keep_nulls=False, empty_as_null=False).unique(maintain_order=True),
        pl.col("homepage", "wikidata_id", "description").drop_nulls().first(),
        pl.col("source").first(),
    )
    keyed = merged.reverse().with_row_index("entity").with_columns(pl.col("entity").cast(pl.Int32))
    key = pl.concat_str(pl.lit(_KEYED), "kind", "name", separator=_SEPARATOR)
    return keyed.with_columns(key=key, aliases=pl.col("aliases").list.set_difference(pl.concat_list("name")))


def _forms(entities: pl.DataFrame) -> pl.DataFrame:
    forms = entities.select(
        "entity", "kind", "name", "ambiguous", form=pl.concat_list(pl.concat_list("name"), "aliases")
    ).explode("form")
    return forms.select(
        form_id=pl.int_range(pl.len(), dtype=pl.Int32),
        entity="entity",
        form="form",
        is_name=pl.col("form") == pl.col("name"),
        is_ambiguous=pl.col("form").is_in(pl.col("ambiguous")),
        kind="kind",
        form_case=form_case(),
    )


def form_case() -> pl.Expr:
    """Return 0 for a form without capitals, 3 for one of capitals only, 2 for all between."""
    form = pl.col("form")
    letters, capitals = form.str.count_matches(r"\pL"), form.str.count_matches(r"\p{Lu}")
    all_capital = (capitals == letters) & (capitals > 1)
    return pl.when(capitals == 0).then(0).when(all_capital).then(3).otherwise(2).cast(pl.UInt8)


def count_words(forms: pl.Series) -> Longs:
    """Return how many words each form has, as the matcher counts them."""
    running = run_lines(forms)
    words = find_words(running)
    return np.bincount(np.searchsorted(running.start, words.start, "right") - 1, minlength=len(forms))
