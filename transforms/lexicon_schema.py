"""The lexicon's files: their columns, and the closed list of what can be wrong in one.

A lexicon file is CSV in UTF-8 with a header, as kept in `transforms/lexicon/` or brought by a user.
Several values in one field are separated by `|`.
"""

from __future__ import annotations

import pyarrow as pa

from transforms.contract import Between, Column, Matches, NotEmpty, OneOf, Table
from transforms.schema import ENTITY_KINDS

TEXT, TEXTS, INT, FLAG = pa.string(), pa.list_(pa.string()), pa.int32(), pa.bool_()

NAME_ORDERS = ("surname", "given", "any")
CUE_PLACES = ("prefix", "suffix", "beside")
LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "nl", "pt")
_KIND = OneOf(ENTITY_KINDS)
_LANGUAGE = Column("language", TEXT, "Language of the word, ISO 639-1", nullable=False, checks=(OneOf(LANGUAGES),))
_ORDINARY = Column("ordinary", FLAG, "Whether it is also an everyday word, a place or a brand", nullable=False)

# Problems under which the row is left out; under the others it is kept, without the value at fault.
DROPPING = frozenset({"csv_invalid", "header_invalid", "kind_unknown", "name_missing", "row_repeated", "row_shape"})

LEXICON_PROBLEMS: dict[str, str] = {
    "alias_repeated": "an alias that stands twice or equals the name",
    "ambiguous_unknown": "an ambiguous form that is neither the name nor an alias",
    "column_unknown": "a column that the file may not have",
    "csv_invalid": "a line that is not CSV",
    "header_invalid": "no header, or one without a column that must be there",
    "homepage_invalid": "a homepage that is not an http or https address",
    "kind_unknown": "a kind that is not on the list",
    "name_missing": "a row without a name",
    "row_repeated": "a second row of one name and kind",
    "row_shape": "more fields than the header has",
    "spacing": "white space or control characters around or inside a value, folded",
    "value_empty": "an empty value between separators",
    "wikidata_invalid": "a Wikidata id that is not Q and digits",
}

ENTITY_LIST = Table(
    "entity_list",
    "One row per known person, organization, product, work, place, event, technique or topic.",
    (
        Column("name", TEXT, "The name as it is written", nullable=False, checks=(NotEmpty(),)),
        Column("kind", TEXT, "What it is", nullable=False, checks=(_KIND,)),
        Column("aliases", TEXTS, "What people also write: short forms, former names, spellings", nullable=False),
        Column("ambiguous", TEXTS, "The forms that also mean other things and need context", nullable=False),
        Column("homepage", TEXT, "Its web site, where certain"),
        Column("wikidata_id", TEXT, "Wikidata item, where certain", checks=(Matches("^Q[1-9][0-9]*$", "Q, digits"),)),
        Column("description", TEXT, "What it is, in a few words"),
        Column("source", TEXT, "Name of the file it stands in", nullable=False),
        Column("line", INT, "Line of the file on which its row ends, from 1", nullable=False, checks=(Between(2),)),
    ),
    key=("source", "line"),
)

GIVEN_NAMES = Table(
    "given_names",
    "One row per given name.",
    (Column("name", TEXT, "The name", nullable=False, checks=(NotEmpty(),)), _ORDINARY),
    key=("name",),
)

SURNAMES = Table(
    "surnames",
    "One row per family name.",
    (Column("name", TEXT, "The name", nullable=False, checks=(NotEmpty(),)), _ORDINARY),
    key=("name",),
)

SHORT_NAMES = Table(
    "short_names",
    "One row per given name and short form of it.",
    (
        Column("name", TEXT, "The given name", nullable=False, checks=(NotEmpty(),)),
        Column("short", TEXT, "What it is cut to, or replaced by, among people who know each other", nullable=False,
               checks=(NotEmpty(),)),
    ),
    key=("name", "short"),
)  # fmt: skip

HONORIFICS = Table(
    "honorifics",
    "One row per form of address or title that stands before (or after) a person's name.",
    (
        Column("honorific", TEXT, "The word as written", nullable=False, checks=(NotEmpty(),)),
        _LANGUAGE,
        Column("takes", TEXT, "The part of a name that goes with it alone", nullable=False,
               checks=(OneOf(NAME_ORDERS),)),
    ),
    key=("language", "honorific"),
)  # fmt: skip

COMMON_WORDS = Table(
    "common_words",
    "One row per common word of a language.",
    (
        Column("word", TEXT, "The word in lower case", nullable=False, checks=(NotEmpty(),)),
        _LANGUAGE,
        Column("band", INT, "How common: 1 (stop words) to 5 (known to all, less often said)", nullable=False,
               checks=(Between(1, 5),)),
    ),
    key=("language", "word"),
)  # fmt: skip

OCCUPATIONS = Table(
    "occupations",
    "One row per word that introduces a person by what they do or whose they are.",
    (
        Column("occupation", TEXT, "The word in lower case, abbreviations as written", nullable=False),
        _LANGUAGE,
        Column("of", TEXT, "Kind of what follows `of`", checks=(_KIND,)),
        Column("at", TEXT, "Kind of what follows `at`", checks=(_KIND,)),
    ),
    key=("language", "occupation"),
)

ENTITY_CUES = Table(
    "entity_cues",
    "One row per word that reveals the kind of the name it stands in or next to.",
    (
        Column("cue", TEXT, "The word as written, common nouns in lower case", nullable=False, checks=(NotEmpty(),)),
        _LANGUAGE,
        Column("kind", TEXT, "The kind it reveals", nullable=False, checks=(_KIND,)),
        Column("place", TEXT, "Begins the name, ends the name, or stands beside it", nullable=False,
               checks=(OneOf(CUE_PLACES),)),
    ),
    key=("language", "cue", "kind", "place"),
)  # fmt: skip

WORD_LISTS: tuple[Table, ...] = (
    GIVEN_NAMES, SURNAMES, SHORT_NAMES, HONORIFICS, COMMON_WORDS, OCCUPATIONS, ENTITY_CUES,
)  # fmt: skip
