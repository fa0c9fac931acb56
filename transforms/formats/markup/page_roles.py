"""What an element of a page is for, by its name, class and attributes: a speaker's label, a time, page furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from transforms.formats.markup.xml_times import parse_time

if TYPE_CHECKING:
    from transforms.formats.markup.tokens import Attributes

Role = Literal["label", "time"]

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LABEL_WORDS = frozenset(
    {"speaker", "spk", "interviewer", "interviewee", "participant", "talker", "who", "cite", "voice"}
)
_TIME_WORDS = frozenset({"time", "timestamp", "timecode", "ts", "tc", "stamp", "clock", "start", "cuetime"})
# What has a name of its own only where somebody speaks it: `ts-name`, `cue-name`.
_NAMED_THINGS = frozenset({"ts", "transcript", "turn", "cue", "segment", "utterance", "dialogue", "dialog"})
_LABEL_ATTRIBUTES = ("data-speaker", "data-speaker-name", "data-spk", "data-who", "data-name")
_SECONDS = ("data-start", "data-begin", "data-time", "data-timestamp", "data-timecode", "data-start-time", "data-t",
            "data-seconds", "data-starttime", "data-from")  # fmt: skip
_MILLISECONDS = ("data-m", "data-start-ms", "data-startms", "data-ms", "data-time-ms")
_FURNITURE_ELEMENTS = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "alert"}
)
_FURNITURE_CLASS = re.compile(
    r"(?:site-|page-|main-|global-|post-|entry-|wp-)?(?:nav(?:igation|bar)?|menu|footer|sidebar|breadcrumbs?|"
    r"comments?(?:-area|-list)?|related(?:-posts|-episodes)?|share(?:-buttons|daddy)?|social(?:-links|-share|-icons)?|"
    r"cookie(?:-[a-z-]+)?|newsletter(?:-[a-z-]+)?|subscribe(?:-[a-z-]+)?|pagination|pager|widget(?:-area)?|sr-only|"
    r"skip-link|visually-hidden|screen-reader-text|masthead|site-header|advert(?:isement)?|popup|modal|hidden|toolbar)",
    re.I,
)
_SPOKEN = re.compile(r"transcript|cue|segment|utterance|line\b")
_LONGEST_NAME = 1_000
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article"})


def role_of(name: str, attributes: Attributes) -> Role | None:
    """Return whether an element holds a speaker's label or a time, as far as its markup tells."""
    if name in {"cite", "time"}:
        return "label" if name == "cite" else "time"
    if not attributes:
        return None
    classes = attributes.get("class")
    if not classes:
        return None
    words = {part.lower() for part in _PARTS.findall(classes[:_LONGEST_NAME])}
    if words & _LABEL_WORDS or ("name" in words and words & _NAMED_THINGS):
        return "label"
    return "time" if words & _TIME_WORDS else None


def attribute_time(attributes: Attributes) -> int | None:
    """Return the ms that attributes say an element begins at."""
    for name in _SECONDS:
        if (value := attributes.get(name)) and (time := parse_time(value)) is not None:
            return time
    for name in ("begin", "start"):
        # Without `data-` other things are called so too: numbers of lists.
        if ":" in (value := attributes.get(name, "")) and (time := parse_time(value)) is not None:
            return time
    for name in _MILLISECONDS:
        value = attributes.get(name, "")
        if value.isdecimal() and len(value) < 12:
            return int(value)
    return None


def attribute_label(attributes: Attributes) -> str | None:
    """Return who an element's attributes say is speaking."""
    return next((value.strip() for name in _LABEL_ATTRIBUTES if (value := attributes.get(name, "")).strip()), None)


def is_furniture(name: str, attributes: Attributes) -> bool:
    """Return whether an element is part of the page and not of what the page is about."""
    if name == "button":
        # A line of a transcript may be a button that plays it.
        return attribute_time(attributes) is None and not _SPOKEN.search(attributes.get("class", "")[:_LONGEST_NAME])
    if not attributes or name in _NEVER_FURNITURE:
        return name in _FURNITURE_ELEMENTS
    if name in _FURNITURE_ELEMENTS or attributes.get("role") in _FURNITURE_ROLES or "hidden" in attributes:
        return True
    if "style" in attributes and "display:none" in attributes["style"].replace(" ", "")[:_LONGEST_NAME]:
        return True
    names = [*attributes.get("class", "")[:_LONGEST_NAME].split(), attributes.get("id", "")[:_LONGEST_NAME]]
    return any(_FURNITURE_CLASS.fullmatch(name) for name in names if name)
