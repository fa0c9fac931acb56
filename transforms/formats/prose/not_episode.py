"""Texts that are not about an episode at all: licences, templates, records of people, guides, code, data, articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.prose.fact_keys import is_about_episode, normal_key
from transforms.formats.prose.values import Scalar
from transforms.word_set import word_set

if TYPE_CHECKING:
    from transforms.formats.prose.front_matter import FrontMatter

_HEAD = 6_000
_MANY_WORDS = 400
_LICENCE = re.compile(
    r"\b(?:permission is hereby granted|apache license|gnu (?:lesser |affero )?general public licen[cs]e"
    r"|mozilla public license|redistribution and use in source and binary"
    r"|creative commons (?:attribution|legal code|corporation)|licensed under (?:the|a) |all rights reserved"
    r"|this (?:work|content|repository|project) is licen[cs]ed|copyright (?:\(c\)|©) ?\d{4}"
    r"|public domain dedication|terms and conditions for use)",
    re.I,
)
# What nothing but a licence says, and says at once.
_LICENCE_TEXT = re.compile(
    r"permission is hereby granted|apache license|gnu (?:lesser |affero )?general public licen[cs]e"
    r"|mozilla public license|redistribution and use in source and binary"
    r"|creative commons (?:attribution|legal code|corporation)",
    re.I,
)
# A part of each without `i` and `s`: those have other letters for their like in `re.I`, but not in `casefold`.
_PARTS_OF_LICENCE = ("hereby granted", "apache", "general pub", "lla pub", "and u", "ve common")
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{%|<(?:title|name|guest|host|date|url|number|your)[^<>\n]{0,30}>"
    r"|\[(?:guest|host|episode|your|insert|title|name|date|link)\b[^\]\n]{0,40}\]"
    r"|\b(?:TODO|FIXME|TBD|XXX+|YYYY-MM-DD|lorem ipsum)\b|\$\{\w+\}|<!-- ",
)
_PERSON_KEYS = word_set(
    "bio avatar twitter github linkedin mastodon homepage username instagram job jobtitle firstname lastname"
)
_PERSON_TYPES = word_set("host guest person author people speaker cohost contributor")
_GUIDE = re.compile(
    r"\b(?:style ?guide|guidelines?|specification|namespace|conventions?|contributing"
    r"|how (?:to|we) (?:transcribe|contribute|edit|use|write|format)"
    r"|must (?:be|not)|should (?:be|not)|is (?:required|recommended|optional)|mime ?type|transcribers?)\b",
    re.I,
)
_CODE = re.compile(
    r"^(?:#!|#include|import \w|from \w[\w.]* import|package \w|using \w[\w.]*;|<\?php|def \w+\(|class \w+[:({]"
    r"|function \w*\(|(?:const|let|var) \w+ =|public (?:class|static)|@\w+\(|export (?:default|const)|module\.exports"
    r"|SELECT |CREATE TABLE|FROM \w+[:/]|\.PHONY|on:$|version: ?['\"]?\d)",
    re.M,
)
_CODE_LINE = re.compile(
    r"[^\n]*(?:[;{}]|\):|=>|\) \{|,)[ \t]*$|[ \t]*(?:return|if|for|while|else|elif|try|end|fi|done)\b[^\n.!?]*$"
    r"|[ \t]*(?://|/\*|\*/|<!--)"
)
_DATA_LINE = re.compile(
    r"[^\n,;\t]{0,80}(?:[,;\t][^\n,;\t]{0,80}){2,}|[\w.-]+ *[=:] *[^\n.!?]{0,80}|[-+]?[\d.,:eE \t-]+"
)


def why_not(text: str, front: FrontMatter | None) -> str | None:
    """Return the reason to leave a text alone that shows before its speech is looked for, or None."""
    head = text[:_HEAD]
    if front is not None and (reason := _record_reason(front, text)) is not None:
        return reason
    if _is_licence(text[:1_500]):
        return "licence"
    return "source_code" if _is_code(head) else None


def _is_licence(beginning: str) -> bool:
    folded = beginning.casefold()
    return any(part in folded for part in _PARTS_OF_LICENCE) and _LICENCE_TEXT.search(beginning) is not None


def why_nothing(text: str, front: FrontMatter | None) -> str:
    """Return the reason to leave a text alone in which neither speech nor an episode was found."""
    head = text[:_HEAD]
    body = text[front.end :] if front is not None else text
    if (front is not None and front.reason == "front_matter_invalid" and "{{" in head) or _is_template(head):
        return "template"
    if _LICENCE.search(head):
        return "licence"
    if len(_GUIDE.findall(head)) >= 3:
        return "style_guide"
    if _is_code(head):
        return "source_code"
    lines = [line for line in body[:_HEAD].split("\n") if line.strip()]
    return "data_file" if lines and _share(_DATA_LINE, lines) > 0.7 else "article"


def _record_reason(front: FrontMatter, text: str) -> str | None:
    """Return why the record in front matter is not an episode's, as far as its keys and values tell."""
    keys = {normal_key(key) for key in front.values}
    kinds = [front.values.get("type"), front.values.get("layout")]
    kind = {value.text.strip().casefold() for value in kinds if isinstance(value, Scalar)}
    has_little = len(text[front.end :].split(None, _MANY_WORDS)) < _MANY_WORDS
    if has_little and (kind & _PERSON_TYPES or len(keys & _PERSON_KEYS) >= 2) and not is_about_episode(keys - {"guid"}):
        return "person_record"
    is_blank = not text[front.end :].strip() and len(_PLACEHOLDER.findall(text[: front.end])) >= 2
    return "template" if is_blank else None


def _is_template(head: str) -> bool:
    return len(_PLACEHOLDER.findall(head)) >= 3


def _is_code(head: str) -> bool:
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) < 3 or _CODE.search(head) is None:
        return head.startswith("#!")
    return _share(_CODE_LINE, lines) > 0.3


def _share(pattern: re.Pattern[str], lines: list[str]) -> float:
    return sum(pattern.match(line) is not None for line in lines) / len(lines)
