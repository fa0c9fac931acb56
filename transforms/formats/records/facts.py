"""What a record says of its episode and show, and which stretches of the text say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from transforms.formats.prose.title_facts import episode_number, season_number
from transforms.formats.records.dates import parse_date
from transforms.formats.records.fields import EPISODE_FIELDS, PEOPLE_ROLES, SHOW_FIELDS, plain_key
from transforms.formats.records.people import people_in
from transforms.formats.records.times import MILLISECONDS, SECONDS
from transforms.formats.records.values import (
    read_description,
    read_duration,
    read_language,
    read_names,
    read_number,
    read_recording_name,
    read_text,
    read_title,
    read_url,
)
from transforms.parsed import Account, Facts, Parsed, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.formats.records.node import Node
    from transforms.formats.records.outline import Member

_READERS: dict[str, Callable[[Any], Any]] = {
    "title": read_title,
    "weak_title": read_title,
    "show_title": read_title,
    "publisher": read_text,
    "description": read_description,
    "show_description": read_description,
    "guid": read_text,
    "published_date": parse_date,
    "episode_number": read_number,
    "season": read_number,
    "language": read_language,
    "episode_url": read_url,
    "audio_url": read_url,
    "feed_url": read_url,
    "site_url": read_url,
    "tags": read_names,
    "categories": read_names,
}
_UNITS = {"duration": None, "duration_s": SECONDS, "duration_ms": MILLISECONDS}
_ROLES: dict[str, Account] = {"title": "title", "weak_title": "title", "show_title": "title", "description": "notes"}
_SHOW_OBJECTS = {"podcast", "show", "feed", "channel", "series", "collection", "program", "programme"}
# A record says such things in a few words; a text that is longer is no date, whatever its key.
_STATED = ("published_date", "duration", "duration_s", "duration_ms")


@dataclass(slots=True)
class Found:
    """What was found so far; `ranks` has how far down the list of keys each value was found (lower is better)."""

    facts: Facts = field(default_factory=Facts)
    people: list[Person] = field(default_factory=list)
    roles: list[tuple[int, int, Account]] = field(default_factory=list)
    ranks: dict[str, int] = field(default_factory=dict)
    weak_title: str | None = None
    notes: Node | None = None


def add_facts(found: Found, node: Node, parsed: Parsed, *, last_ms: int | None = None, is_show: bool = False) -> None:
    """Add what an object says of an episode, or of a show; what is found already stays.

    `last_ms` is when the speech ends, to tell seconds from milliseconds. A date or length that cannot be read is
    noted as `metadata_invalid`.
    """
    if type(node.value) is not dict:
        return
    fields = SHOW_FIELDS if is_show else EPISODE_FIELDS
    taken = dict(found.ranks)
    for member in node.members():
        if member.key not in node.value:
            continue
        key, value = plain_key(member.key), node.value[member.key]
        if key in PEOPLE_ROLES and type(value) in (str, list, dict):
            people = list(people_in(node, member, PEOPLE_ROLES[key]))
            found.people += people
            continue
        if key in _SHOW_OBJECTS and type(value) is dict:
            add_facts(found, _child(node, member), parsed, is_show=True)
            continue
        name, rank = fields.get(key, ("", 0))
        if name and value is not None and value != "" and name not in taken:
            _add_value(found, node, member, parsed, name, rank, last_ms)


def _add_value(
    found: Found, node: Node, member: Member, parsed: Parsed, name: str, rank: int, last_ms: int | None
) -> None:
    value = node.value[member.key]
    read: Any = read_duration(value, _UNITS[name], last_ms) if name in _UNITS else _READERS[name](value)
    if read is None or read == []:
        if name in _STATED and type(value) in (str, float, int, bool) and value not in (0, "0"):
            parsed.warn("metadata_invalid", f"{node.path}.{member.key}", f"{value!s:.80}")
        return
    target = "duration_ms" if name in _UNITS else name
    if rank > found.ranks.get(target, 1000):
        return
    found.ranks[target] = rank
    found.roles.append((member.start, member.end, _ROLES.get(name, "metadata")))
    if target == "description":
        found.notes = node.get(member.key)
    if target == "weak_title":
        found.weak_title = value if isinstance(value, str) else read
    else:
        setattr(found.facts, target, int(read) if target == "season" else read)


def _child(node: Node, member: Member) -> Node:
    child = node.get(member.key)
    return child if child is not None else node


def settle(found: Found, *, is_record: bool) -> Facts:
    """Return the facts, the number and season taken from the title where no field has them.

    Without a title a name serves: any name in the record of an episode, else only what looks like a recording's.
    """
    facts = found.facts
    if facts.title is None:
        facts.title = read_title(found.weak_title) if is_record else read_recording_name(found.weak_title)
    if facts.title:
        facts.episode_number = facts.episode_number or episode_number(facts.title)
        facts.season = facts.season or season_number(facts.title)
    return facts
