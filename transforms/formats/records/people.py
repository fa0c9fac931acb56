"""People whom a record names as hosts, guests or participants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from transforms.labels import is_generic
from transforms.parsed import EXCERPT_LENGTH, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.records.node import Node
    from transforms.formats.records.outline import Member
    from transforms.formats.records.speakers import Roster
    from transforms.parsed import Role

_BETWEEN = re.compile(r"\s*(?:[,;&/|]|\b(?:and|with|und|et|y)\b)\s*")
_NAME_KEYS = ("name", "fullName", "full_name", "displayName", "display_name", "#text", "speaker_name", "title")
_ROLE_KEYS = ("role", "group", "type", "@role")
_COMPANY_KEYS = ("affiliation", "organization", "organisation", "company", "employer")
_LONGEST_NAME = 80
# Numbers that recognisers give to voices.
_CODE = re.compile(r"[A-Za-z]{0,3}[ _-]?\d+|[A-Za-z]")


def people_in(node: Node, member: Member, role: str | None) -> Iterator[Person]:
    """Yield the people under a key of a record (`role` is what the key says of them): names, or objects with names."""
    value = node.value[member.key]
    evidence = node.outline.text[member.key_start : member.end][:EXCERPT_LENGTH]
    for item in value if isinstance(value, list) else [value]:
        for name, own_role, company in _names(item):
            yield Person(name, _role(own_role or role), evidence, member.start, member.end, affiliation=company)


def people_of(roster: Roster, text: str) -> Iterator[Person]:
    """Yield the people whom the file's table of speakers names, each tied to the label that stands for them."""
    for name, (start, end) in roster.places.items():
        if _is_name(name):
            yield Person(name, None, text[start:end][:EXCERPT_LENGTH], start, end, label=name)


def _names(item: Any) -> Iterator[tuple[str, str | None, str | None]]:
    if isinstance(item, str):
        for name in _BETWEEN.split(item):
            if _is_name(name):
                yield name, None, None
    elif isinstance(item, dict):
        name = _first(item, _NAME_KEYS)
        if name and _is_name(name):
            yield name, _first(item, _ROLE_KEYS), _first(item, _COMPANY_KEYS)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and not is_generic(text) and not _CODE.fullmatch(text)


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("slug") or value.get("title") or value.get("name")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _role(word: str | None) -> Role | None:
    """Return the role that a word names.

    >>> [_role(word) for word in ("Co-Host", "guest", "editor", None)]
    ['host', 'guest', 'other', None]
    """
    if word is None:
        return None
    lowered = word.lower()
    if any(part in lowered for part in ("host", "moderat", "presenter", "interviewer")):
        return "host"
    return "guest" if "guest" in lowered or "gast" in lowered or "interviewee" in lowered else "other"
