"""How text is read without haste: patterns that begin anywhere, and one look at each word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions import cue_markup
from transforms.formats.prose import heads, inline_markup, plain, spoken
from transforms.formats.prose.lines import tight
from transforms.formats.prose.stamps import stamp_ms

if TYPE_CHECKING:
    from collections.abc import Collection

GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-zß-öø-ÿ][a-z'’]*[ ,.?!])|(?<=[?!)])(?=[^\W\d_a-zß-öø-ÿ])")
VOICE = re.compile(r"(?<!\S)(?:>{2,3}|»)[ \t]*")
HEAD = re.compile(heads._HEAD.pattern.replace(heads._SIGNED, r"\n"))
SHORT_WITH_YEAR = re.compile(r"\n(?=[^\n]{0,44}(?:19|20)[0-9]{2})[^\n]{6,48}(?=\n|$)")
MARKUP = re.compile(
    rf"<+(?=<)|(?:<{cue_markup._TAG})++|(<{cue_markup._BREAK})|\{{{cue_markup._OVERRIDE}|&{cue_markup._REFERENCE}", re.I
)
EMPTY: dict[str, str | None] = dict.fromkeys(("label", "url", "auto", "tag"))
_CLOSERS = "\"'”’»)]}】」』*_"
_SENTENCE_END = re.compile(
    rf"([.?!…؟۔।。！？｡\n](?:(?<=\n)[ \t]*\n|(?<![.?!…].)(?<=[.?!…؟۔।])[.?!…؟۔।]*[{re.escape(_CLOSERS)}]*(?=\s)"
    rf"|(?<![.?!…].)(?<=[。！？｡])[。！？｡]*[{re.escape(_CLOSERS)}]*))\s*"
)


def share_of_talk(folded: str) -> float:
    """Return the share of words that belong to talk."""
    words = spoken._WORDS.findall(folded)
    return sum(word in spoken._TALK for word in words) / len(words) if words else 0.0


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a short text stands."""
    spans, begin = [], 0
    for match in _SENTENCE_END.finditer(text):
        stop, following = match.start(), match.end()
        if text[stop] == "." and plain._ABBREVIATED.search(text, max(begin, stop - 8), stop + 1):
            continue
        if text[following : following + 1].islower() and "\n\n" not in match[0]:
            continue
        spans.append(tight(text, begin, following))
        begin = following
    spans.append(tight(text, begin, len(text)))
    return [span for span in spans if span[0] < span[1]]


def label_places(text: str, start: int, end: int, labels: Collection[str]) -> list[tuple[int, int, str]]:
    """Return where one of the labels stands before a colon; short ones not at the end of a word."""
    forms = [
        rf"(?<![^\W\d_]){re.escape(label)}" if len(label) < 4 else re.escape(label)
        for label in sorted(labels, key=len, reverse=True)
    ]
    pattern = re.compile(rf"({'|'.join(forms)})[ \u00a0]?[:：](?!//)")
    return [(start + found.start(), start + found.end(), found[1]) for found in pattern.finditer(text[start:end])]


def words_and_marks(raw: str, *, is_markdown: bool) -> tuple[str, list[tuple[int, int, int, bool]]]:
    """Return speech without its markup, and the time marks in it: every kind of markup is looked for everywhere."""
    kinds = dict.fromkeys(kind for _, kind in (inline_markup._KINDS if is_markdown else inline_markup._KINDS[:2]))
    has_marks = "[" in raw or "(" in raw or (is_markdown and "{" in raw)
    pieces: list[str] = []
    marks = []
    reached, is_first = 0, True
    for match in re.compile("|".join(kinds)).finditer(raw):
        found = {name: value for name, value in match.groupdict().items() if value is not None}
        if "first" in found and not has_marks:
            continue
        pieces.append(raw[reached : match.start()])
        is_first = is_first and not pieces[-1].strip()
        if "first" in found:
            marks.append((stamp_ms(found["first"]), *match.span(), is_first))
            pieces.append(" ")
        else:
            inner = found.get("starred") or found.get("scored") or found.get("escaped")
            pieces.append(
                inner if inner is not None else inline_markup._Cleaner(raw, 0)._words(match, {**EMPTY, **found})
            )
            is_first = is_first and not pieces[-1].strip()
        reached = match.end()
    return "".join([*pieces, raw[reached:]]), marks
