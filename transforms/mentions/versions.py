"""Versions behind a name: `GPT 4`, `Llama two`, `Dolly 1.0`, also those that the lexicon does not list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.mentions.forms import COUNTED, NUMBER_WORDS
from transforms.mentions.likeness import letters, letters_of
from transforms.mentions.names import name_key

if TYPE_CHECKING:
    from transforms.mentions.lexicon import Lexicon
    from transforms.mentions.reading import Reading

_VERSIONED = re.compile(r"^(?P<base>.*?[^\s\d.-])(?P<sep>[\s-]?)v?(?P<number>\d+(?:\.\d+)?)$")
_NUMBER = re.compile(
    r"^(?P<gap>[\s-]?)v?(?P<number>\d{1,2}(?:\.\d{1,2})?|" + "|".join(NUMBER_WORDS) + r")"
    r"(?:\s(?:point|dot)\s(?P<part>\d|" + "|".join(NUMBER_WORDS) + r"))?(?=$|[^\w.]|\.\D|\.$|[a-z]\b)", re.I,
)  # fmt: skip
_COUNTED = re.compile(rf"^[\s-]*(?:{'|'.join(COUNTED)}|models?\sand)\b", re.I)
_WORD_COUNTED = re.compile(r"^[\s-]*(?:of|or|and)\b", re.I)
_LOOK_BYTES = 40


class Families(NamedTuple):
    """Names that have versions in the lexicon: how their numbers are written, and the versions that it lists."""

    separator: dict[str, str]
    listed: dict[str, tuple[str, str, str]]


def find_families(lexicon: Lexicon) -> Families:
    """Return the families of the lexicon's products; keys are `likeness.letters` of the names."""
    products = lexicon.entities.filter(pl.col("kind") == "product").select("key", "name", "kind", "aliases")
    separator: dict[str, str] = {}
    listed: dict[str, tuple[str, str, str]] = {}
    for key, name, kind, aliases in products.iter_rows():
        for form in (name, *aliases):
            if match := _VERSIONED.match(form):
                separator.setdefault(letters(match["base"]), match["sep"] if form == name else " ")
                listed.setdefault(letters(form), (key, name, kind))
    return Families(separator, listed)


def add_versions(rows: pl.DataFrame, reading: Reading, families: Families) -> pl.DataFrame:
    """Return `rows` (`rows.ROW`) with the number that follows a name drawn into it, where its family has versions."""
    found = []
    for place, last, name, kind, base in _of_families(rows, families).iter_rows():
        version = _version(reading, last) if last < len(reading.words) else None
        if version is not None:
            number, end = version
            written = f"{name}{families.separator[base]}{number}"
            known = families.listed.get(base + letters(number))
            key, full, _ = known or (name_key(written), written, kind)
            found.append((place, end, key, full, "lexicon" if known else "discovered"))
    if not found:
        return rows
    changes = pl.DataFrame(found, schema=["place", "end", "new_key", "new_name", "new_origin"], orient="row")
    both = (
        rows.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64)).join(changes, on="place", how="left")
    )
    is_new = pl.col("new_key").is_not_null()
    return both.sort("place").with_columns(
        last=pl.coalesce("end", "last"), key=pl.coalesce("new_key", "key"), name=pl.coalesce("new_name", "name"),
        method=pl.when(is_new & (pl.col("new_origin") == "discovered") & pl.col("method").is_in(["exact", "alias"]))
        .then(pl.lit("discovered")).otherwise("method"),
        origin=pl.coalesce("new_origin", "origin"),
    ).select(rows.columns)  # fmt: skip


def _of_families(rows: pl.DataFrame, families: Families) -> pl.DataFrame:
    """Return the products among the rows whose name or form has versions: place, last, name, kind and its letters."""
    products = rows.select("last", "name", "kind", "form", place=pl.int_range(pl.len())).filter(
        pl.col("kind") == "product"
    )
    known = list(families.separator)
    bases = [pl.when(bare.is_in(known)).then(bare) for bare in map(letters_of, (products["name"], products["form"]))]
    return products.select("place", "last", "name", "kind", base=pl.coalesce(bases)).drop_nulls("base")


def _version(reading: Reading, last: int) -> tuple[str, int] | None:
    """Return the number that follows the word before `last`, and the word behind it."""
    begin = int(reading.words.end[last - 1])
    behind = reading.text.raw[begin : begin + _LOOK_BYTES].tobytes().split(b"\n")[0].decode("utf-8", "ignore")
    match = _NUMBER.match(behind)
    if (
        match is None
        or _COUNTED.match(behind[match.end() :])
        or (not match["gap"] and not match["number"][0].isdigit())
    ):
        return None
    if not match["number"][0].isdigit() and _WORD_COUNTED.match(behind[match.end() :]):
        return None
    number = _digits(match["number"]) + (f".{_digits(match['part'])}" if match["part"] else "")
    end = last
    stop = begin + len(behind[: match.end()].encode())
    while end < len(reading.words) and reading.words.start[end] < stop:
        end += 1
    return number, end


def _digits(text: str) -> str:
    return str(NUMBER_WORDS.index(text.lower())) if text.lower() in NUMBER_WORDS else text
