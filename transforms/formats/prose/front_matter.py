"""Front matter: the block of metadata (YAML, TOML or JSON) that a Markdown file may begin with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.values import (
    InvalidValuesError,
    count_aliases,
    find_json_head,
    read_json,
    read_toml,
    read_yaml,
)

if TYPE_CHECKING:
    from transforms.document import Limits
    from transforms.formats.prose.values import Value

_OPEN = re.compile(r"\ufeff?\s*(---|\+\+\+)[ \t]*\n")
_SHUT_YAML = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_SHUT_TOML = re.compile(r"^\+\+\+[ \t]*$", re.M)
_KEY_LINE = re.compile(r"[ \t]*(?:#[^\n]*|-[ \t][^\n]*|[\w .-]{1,40}:(?:[ \t][^\n]*)?)?")
# A file that is nothing but YAML, with a list of what is said in it.
_YAML_LIST = re.compile(
    r"\ufeff?\s*+(?:#[^\n]*\n\s*+)*+(?:[A-Za-z_][\w -]{0,40}:[^\n]*\n(?:[^\n]*\n){0,400}?)?"
    r"(?:(?:transcript|transcription|segments|captions|utterances|lines|dialogue|conversation|turns|cues):[ \t]*\n)?"
    r"[ \t]*-[ \t]+(?:speaker|who|name|start|begin|time|timestamp|text|line|from|id)\w{0,10}:[ \t]*\S",
    re.I,
)
_UNDER = "transcript:\n"
_AFTER_JSON = re.compile(r"[ \t]*\n\s*(?=[^\s{\[])|\s*$")


class FrontMatter(NamedTuple):
    """A front matter block: its place, the values in it and what is wrong with it (a warning reason and detail).

    `start`/`end` cover the block with its fences; the body of the document begins at `end`.
    """

    start: int
    end: int
    values: dict[str, Value]
    reason: str | None = None
    detail: str = ""


def find_front_matter(text: str, limits: Limits) -> FrontMatter | None:
    """Return the front matter that a text begins with, or None. The text must have been through `unify`. Never raises.

    `reason` is `front_matter_unclosed`, `front_matter_invalid` or `yaml_alias_limit` where it could not be read whole;
    `values` then has what could be read, maybe nothing.
    """
    if text.lstrip("\ufeff \t\n")[:1] == "{":
        return _json(text)
    opened = _OPEN.match(text)
    if opened is None:
        return _whole(text, limits) if _YAML_LIST.match(text) is not None else None
    is_toml = opened[1] == "+++"
    shut = (_SHUT_TOML if is_toml else _SHUT_YAML).search(text, opened.end())
    if shut is None:
        return _unclosed(text, opened.end(), limits)
    inner = text[opened.end() : shut.start()]
    end = min(shut.end() + 1, len(text))
    if is_toml:
        return _toml(inner, opened.end(), end)
    if not any(_KEY_LINE.fullmatch(line) and ":" in line for line in inner.split("\n", 200)[:200]):
        return None
    made = _yaml(inner, opened.end(), end, limits)
    if made.reason == "front_matter_invalid" and "\n\n" in inner and _is_text(inner):
        return _unclosed(text, opened.end(), limits)
    return made


def _whole(text: str, limits: Limits) -> FrontMatter | None:
    """Return the values of a text that is YAML from end to end and lists what is said, or None."""
    is_list = text.lstrip("\ufeff \t\n").startswith("-")
    prefix = _UNDER if is_list else ""
    if count_aliases(text) > limits.aliases:
        return None
    try:
        values = read_yaml(prefix + text, -len(prefix), limits.depth)
    except InvalidValuesError:
        return None
    return FrontMatter(0, len(text), values) if values else None


def _is_text(inner: str) -> bool:
    """Return whether what stands before the next fence is mostly not lines of keys: the fence is a rule in the body."""
    lines = [line for line in inner.split("\n") if line.strip()]
    return sum(_KEY_LINE.fullmatch(line) is not None or line[:1] in " \t" for line in lines) * 2 < len(lines)


def _yaml(inner: str, start: int, end: int, limits: Limits) -> FrontMatter:
    if (aliases := count_aliases(inner)) > limits.aliases:
        return FrontMatter(0, end, {}, "yaml_alias_limit", f"{aliases} aliases, the limit is {limits.aliases}")
    try:
        return FrontMatter(0, end, read_yaml(inner, start, limits.depth))
    except InvalidValuesError as error:
        return FrontMatter(0, end, {}, "front_matter_invalid", str(error))


def _toml(inner: str, start: int, end: int) -> FrontMatter:
    try:
        return FrontMatter(0, end, read_toml(inner, start))
    except InvalidValuesError as error:
        return FrontMatter(0, end, {}, "front_matter_invalid", str(error))


def _unclosed(text: str, start: int, limits: Limits) -> FrontMatter | None:
    """Return what the lines of keys directly after the opening fence say."""
    end = start
    for line in text[start : start + 20_000].split("\n"):
        if not line.strip() or not _KEY_LINE.fullmatch(line):
            break
        end += len(line) + 1
    end = min(end, len(text))
    if end == start:
        return None
    made = _yaml(text[start:end], start, end, limits)
    return made._replace(reason=made.reason or "front_matter_unclosed", detail=made.detail or "no end line")


def _json(text: str) -> FrontMatter | None:
    lead = len(text) - len(text.lstrip("\ufeff \t\n"))
    head = find_json_head(text[lead:])
    if head is None:
        return None
    found, size = head
    # Most JSON is a document by itself, and large: only where a text follows are values made of it.
    if _AFTER_JSON.match(text, lead + size) is None or not text[lead + size :].strip():
        return None
    return FrontMatter(lead, lead + size, read_json(found, size))
