"""What people set, as options or in a TOML file: the limits that hold for hostile input, and models."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from transforms.document import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_DESCRIPTIONS = {
    "bytes": "largest document",
    "depth": "deepest nesting of JSON, XML or HTML",
    "members": "most members of an archive",
    "nesting": "deepest nesting of archives in archives",
    "ratio": "highest ratio of unpacked to packed size",
    "unpacked_bytes": "largest size of an archive, unpacked",
    "labels": "most speaker labels in a document",
    "aliases": "most YAML aliases in a document",
    "seconds": "longest time for one document, in seconds of processor time",
}
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)([kmg]?)(?:i?b)?", re.IGNORECASE)


class LimitsError(ValueError):
    """A limit that does not exist or a value that it cannot have."""


def describe_limits() -> list[tuple[str, str, str]]:
    """Return name, meaning and default, as text, of every limit."""
    defaults = ((field.name, getattr(DEFAULT_LIMITS, field.name)) for field in fields(DEFAULT_LIMITS))
    return [(name, _DESCRIPTIONS[name], _shown(name, value)) for name, value in defaults]


def parse_number(text: str) -> float:
    """Return a number that may have a unit of 1,024s.

    >>> parse_number("256M"), parse_number("1.5 GB".replace(" ", "")), parse_number("60")
    (268435456, 1610612736, 60)

    Raises `ValueError`.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a number like 500, 64M or 1.5G")
    value = float(match[1]) * _UNITS[match[2].lower()]
    return int(value) if value.is_integer() else value


def read_limits(settings: Path | None, options: Mapping[str, float | None]) -> dict[str, float]:
    """Return the limits that are set, by name; options win over the file.

    Raises `LimitsError`, and `OSError` for a file that cannot be read.
    """
    found = _limits(settings, _read(settings)) if settings else {}
    found |= {name: value for name, value in options.items() if value is not None}
    for name, value in found.items():
        if value <= 0:
            raise LimitsError(f"the limit {name} must be more than 0")
        if name != "seconds":
            found[name] = int(value)
    return found


def read_models(settings: Path | None, options: Sequence[str]) -> list[str]:
    """Return the models that are to find names: those of the options, or else those of the file.

    Raises `LimitsError`, and `OSError` for a file that cannot be read.
    """
    if options or settings is None:
        return list(options)
    models = _read(settings).get("models", [])
    if not isinstance(models, list) or not all(isinstance(model, str) for model in models):
        raise LimitsError(f"{settings}: models is not a list of texts")
    return models


def _read(path: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LimitsError(f"{path} is not TOML: {error}") from error
    if unknown := sorted(settings.keys() - {"limits", "models"}):
        raise LimitsError(f"{path}: there is no setting {unknown[0]}, only models and the table [limits]")
    return settings


def _limits(path: Path, settings: Mapping[str, Any]) -> dict[str, float]:
    values: dict[str, float] = {}
    if not isinstance(table := settings.get("limits", {}), dict):
        raise LimitsError(f"{path}: limits is a value, not the table [limits]")
    for name, value in table.items():
        if name not in _DESCRIPTIONS:
            raise LimitsError(f"{path}: there is no limit {name}; there are {', '.join(_DESCRIPTIONS)}")
        try:
            values[name] = parse_number(str(value))
        except ValueError as error:
            raise LimitsError(f"{path}: {name}: {error}") from error
    return values


def _shown(name: str, value: float) -> str:
    if name.endswith("bytes"):
        return f"{value / 1024**2:g}M"
    return f"{value:g}"
