"""The values of front matter as they are written: text with its place, lists, mappings; no type is guessed."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same outcome
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

_PLAIN_TAG = re.compile(r"tag:yaml\.org,2002:(?:str|seq|map|int|float|bool|null|timestamp|merge)")


class Scalar(NamedTuple):
    """A text and where it stands in the document; JSON and TOML values have the place of the whole block."""

    text: str
    start: int
    end: int


Value: TypeAlias = Scalar | list["Value"] | dict[str, "Value"]


class InvalidValuesError(ValueError):
    """Text that is not in the language it claims to be in; the message says what and where."""


def read_yaml(text: str, start: int, depth: int) -> dict[str, Value]:
    """Return the mapping that a YAML text holds, `start` being its place in the document.

    Keys that stand twice: the first stays. Raises `InvalidValuesError` for anything that is not a plain mapping, nested
    deeper than `depth`, or has tags of its own (which are never acted upon).
    """
    if _nesting(text) > depth:
        raise InvalidValuesError(f"nested deeper than {depth}")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InvalidValuesError(" ".join(str(error).split())) from error
    value = _Reader(text, start).read(node) if node is not None else {}
    if not isinstance(value, dict):
        raise InvalidValuesError("not a mapping")
    return value


def count_aliases(text: str) -> int:
    """Return the number of YAML aliases (`*name`) in a text, by its signs first, by the parser where those are many."""
    return sum(1 for _ in re.finditer(r"(?:^|[\s,\[{])\*[\w-]+", text))


def _nesting(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[{\]}]", text):
        depth = depth + 1 if sign in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


class _Reader:
    """Turns nodes into values; a node that aliases share is turned once, so that a bomb of aliases stays small."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.made: dict[int, Value | None] = {}

    def read(self, node: yaml.Node) -> Value:
        key = id(node)
        if key not in self.made:
            self.made[key] = None
            self.made[key] = self._turn(node)
        value = self.made[key]
        if value is None:
            raise InvalidValuesError(f"an alias inside itself at line {node.start_mark.line + 1}")
        return value

    def _turn(self, node: yaml.Node) -> Value:
        if _PLAIN_TAG.fullmatch(node.tag) is None:
            raise InvalidValuesError(f"tag {node.tag} at line {node.start_mark.line + 1}")
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            pairs: dict[str, Value] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    pairs.setdefault(str(key.value), self.read(value))
            return pairs
        first, last = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') and last - first >= 2:
            first, last = first + 1, last - 1
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            first = min(last, self.text.find("\n", first) + 1 or last)
        while last > first and self.text[last - 1].isspace():
            last -= 1
        return Scalar(str(node.value), self.start + first, self.start + last)


def read_toml(text: str, start: int) -> dict[str, Value]:
    """Return the table that a TOML text holds; raises `InvalidValuesError`."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InvalidValuesError(str(error)) from error
    return _mapping(table, start, start + len(text))


def find_json_head(text: str) -> tuple[dict[str, Any], int] | None:
    """Return the JSON object that a text begins with and where it ends, or None if it does not begin with one.

    Its numbers are texts; `read_json` makes values of it.
    """
    try:
        value, end = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return (value, end) if isinstance(value, dict) else None


def read_json(found: dict[str, Any], end: int) -> dict[str, Value]:
    """Return the values of an object (`find_json_head`) that ends at `end`."""
    return _mapping(found, 0, end)


def _mapping(table: dict[str, Any], start: int, end: int) -> dict[str, Value]:
    return {str(key): value for key, raw in table.items() if (value := _from_python(raw, start, end)) is not None}


def _from_python(raw: Any, start: int, end: int) -> Value | None:
    if isinstance(raw, dict):
        return _mapping(raw, start, end)
    if isinstance(raw, list):
        return [value for item in raw if (value := _from_python(item, start, end)) is not None]
    if raw is None:
        return None
    return Scalar(str(raw).lower() if isinstance(raw, bool) else str(raw), start, end)


def scalars(value: Value | None) -> Iterator[Scalar]:
    """Yield the texts of a value that is a text or a list of texts; nested mappings are passed over."""
    if isinstance(value, Scalar):
        yield value
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, Scalar):
                yield item
