"""Dumps of other people's data as rows of a lexicon file: any CSV, the Wikidata query service's, Wikidata's JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from transforms.fold import fold_text
from transforms.schema import ENTITY_KINDS
from transforms.wikidata_kinds import KIND_OF_CLASS, KIND_OF_LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = ("name", "kind", "aliases", "ambiguous", "homepage", "wikidata_id", "description")
# The columns of the Wikidata query service, by the variables that its examples use.
WIKIDATA_COLUMNS = {
    "name": "itemLabel", "kind": "instanceOf", "aliases": "itemAltLabel", "homepage": "website", "wikidata_id": "item",
    "description": "itemDescription",
}  # fmt: skip
SKIPPED: dict[str, str] = {
    "name_number": "a name that is a bare number, or the item's own",
    "csv_invalid": "a line that is not CSV",
    "json_invalid": "a line that is not the JSON of an item",
    "kind_unknown": "nothing tells of what kind it is: name one, or a column that has it",
    "name_missing": "no name",
    "row_repeated": "the name and kind of the row before",
    "unknown_abroad": "fewer Wikipedias write about it than was asked for",
}
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_HOMEPAGE = re.compile(r"https?://[^\s/]+\.[^\s]+", re.I)
_NUMBER = re.compile(r"[\dQP.,:/-]+")
_LONGEST_DESCRIPTION = 80
_INSTANCE_OF, _WEBSITE = "P31", "P856"


class Entry(NamedTuple):
    """One row of a lexicon file, in the order of `COLUMNS`; several values are parted by `|`."""

    name: str
    kind: str
    aliases: str
    ambiguous: str
    homepage: str
    wikidata_id: str
    description: str


class Skipped(NamedTuple):
    """Why something of a dump is no row (of `SKIPPED`), and its beginning."""

    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """How a dump is read: which of its columns are what (`COLUMNS`), and what holds where it says nothing.

    `kind` is that of every row where no column tells one. `separator` parts the values of one field. Of Wikidata,
    `language` is that of names and descriptions, and items that fewer than `least_sitelinks` Wikipedias write about are
    left out.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    separator: str = "|"
    language: str = "en"
    least_sitelinks: int = 0


def mapped_columns(header: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return the column of a CSV for each of ours: as named, or those of our own names, or the query service's.

    >>> sorted(mapped_columns(["item", "itemLabel", "class"], {"kind": "class"}).items())
    [('kind', 'class'), ('name', 'itemLabel'), ('wikidata_id', 'item')]
    """
    own = {ours: ours for ours in COLUMNS if ours in header}
    service = {ours: theirs for ours, theirs in WIKIDATA_COLUMNS.items() if theirs in header}
    return {**service, **own, **named}


def entry_of_row(row: Mapping[str, str | None], how: Mapped) -> Entry | Skipped:
    """Return the entry of one CSV row, whose columns are `how.columns`."""
    separator = ", " if how.columns.get("aliases") == WIKIDATA_COLUMNS["aliases"] else how.separator
    value = {ours: fold_text(row.get(theirs) or "") for ours, theirs in how.columns.items()}
    name = value.get("name", "")
    parts = (value.get(column, "").split(separator) for column in ("aliases", "ambiguous"))
    aliases, ambiguous = ([fold_text(part) for part in of] for of in parts)
    return _entry(
        name, _kind([value.get("kind", "")], how), aliases, ambiguous,
        value.get("homepage", ""), value.get("wikidata_id", ""), value.get("description", ""),
    )  # fmt: skip


def entry_of_item(line: bytes, how: Mapped) -> Entry | Skipped | None:
    """Return the entry of one line of Wikidata's JSON dump; None for lines that only open or close the list."""
    bare = line.strip().rstrip(b",")
    if bare in {b"", b"[", b"]"}:
        return None
    try:
        item = orjson.loads(bare)
    except ValueError:
        return Skipped("json_invalid", bare[:80].decode("utf-8", "replace"))
    if not isinstance(item, dict) or not _ITEM.fullmatch(str(item.get("id"))):
        return Skipped("json_invalid", bare[:80].decode("utf-8", "replace"))
    name = _text(_at(item, "labels", how.language))
    if len(_at(item, "sitelinks") or ()) < how.least_sitelinks:
        return Skipped("unknown_abroad", name)
    written = _at(item, "aliases", how.language)
    aliases = [_text(alias) for alias in written] if isinstance(written, list) else []
    homepage = next((value for value in _values(item, _WEBSITE) if isinstance(value, str)), "")
    classes = [str(value.get("id")) for value in _values(item, _INSTANCE_OF) if isinstance(value, dict)]
    description = _text(_at(item, "descriptions", how.language))
    return _entry(name, _kind(classes, how), aliases, [], homepage, str(item["id"]), description)


def _entry(
    name: str, kind: str, aliases: list[str], ambiguous: list[str], homepage: str, item: str, description: str
) -> Entry | Skipped:
    if not name:
        return Skipped("name_missing", item or "|".join(aliases))
    if _NUMBER.fullmatch(name):
        return Skipped("name_number", name)
    if not kind:
        return Skipped("kind_unknown", name)
    found = _ITEM.search(item)
    # A separator of ours inside a name would part it.
    others = [alias for alias in dict.fromkeys(aliases) if alias and alias != name and "|" not in alias]
    unsure = [form for form in dict.fromkeys(ambiguous) if form in {name, *others}]
    site = homepage if _HOMEPAGE.fullmatch(homepage) else ""
    return Entry(
        name, kind, "|".join(others), "|".join(unsure), site, found.group() if found else "",
        description[:_LONGEST_DESCRIPTION].rstrip(),
    )  # fmt: skip


def _kind(told: Sequence[str], how: Mapped) -> str:
    """Return the kind that a value names: one of ours, a class of Wikidata, or the label of one."""
    for value in told:
        small = value.casefold()
        item = _ITEM.search(value)
        if small in ENTITY_KINDS:
            return small
        if found := KIND_OF_CLASS.get(item.group()) if item else KIND_OF_LABEL.get(small):
            return found
    return how.kind or ""


def _at(value: Any, *path: str) -> Any:
    """Return what stands under the keys; None where a key is missing or its holder is no object."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    text = _at(value, "value")
    return fold_text(text) if isinstance(text, str) else ""


def _values(item: dict[str, Any], claim: str) -> list[Any]:
    claims = _at(item, "claims", claim)
    if not isinstance(claims, list):
        return []
    ranked = sorted(claims, key=lambda statement: _at(statement, "rank") != "preferred")
    current = [statement for statement in ranked if _at(statement, "rank") != "deprecated"]
    return [_at(statement, "mainsnak", "datavalue", "value") for statement in current]
