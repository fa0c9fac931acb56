"""Labels of HTK (.lab, .mlf): a word or a sound a line behind its start and end in units of 100 ns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import reject_wordless
from transforms.formats.captions.line_ends import unify
from transforms.formats.research.word_columns import WordColumns
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "htk_labels"
MEDIA_TYPE = "text/plain"

_HEADER = re.compile(r"\s{0,16}#!MLF!#[ \t]*\n")
# Groups: start, end, label, and the word whose sounds begin here where the labels are sounds.
_LINE = re.compile(
    r"^[ \t]*(\d{1,15})[ \t]+(\d{1,15})[ \t]+([^\s\d]\S{0,80})"
    r"(?:[ \t]+-?\d{1,9}(?:\.\d{1,12})?(?:[ \t]+([^\s\d]\S{0,80}))?)?"
    r"(?:[ \t]+-?\d{1,9}(?:\.\d{1,12})?)?[ \t]*$",
    re.M,
)
_SILENT = re.compile(
    r"(?:h#|#h?|!(?:enter|exit|null)|sil(?:ence)?|s?pau|sp|</?s>|sent-(?:start|end)|brth|noise|x)", re.I
)
_UNITS_A_MS = 10_000
# In this unit no label is shorter than 5 ms; in any larger one these would be minutes.
_SHORTEST = 50_000
_FEWEST, _SAMPLE = 4, 40
_SHARE = 0.9
# Sounds are written with fewer letters than words.
_LETTERS_OF_WORDS = 2.5


def sniff(document: Document) -> float:
    """Return 1 for the header of a master label file, 0.9 when nearly all lines of the head are such labels."""
    if _HEADER.match(document.head):
        return 1.0
    whole, _, cut = unify(document.head).rpartition("\n")
    lines = [line for line in (whole or cut).split("\n") if line.strip()][:_SAMPLE]
    if len(lines) < _FEWEST or _LINE.match(lines[0]) is None:
        return 0.0
    found = [match for line in lines if (match := _LINE.match(line)) is not None]
    spans = sorted(int(match[2]) - int(match[1]) for match in found)
    return 0.9 if len(found) >= _SHARE * len(lines) and spans[len(spans) // 2] >= _SHORTEST else 0.0


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: runs of the words, or None where the labels are sounds and no words are beside them.

    What stands for silence is no word; the names of files and what ends them are metadata.
    """
    text = unify(document.text)
    found = list(_LINE.finditer(text))
    has_words = any(match[4] for match in found)
    spoken = [match for match in found if not _SILENT.fullmatch(match[4] or match[3])]
    letters = sum(len(match[3]) for match in spoken)
    if not spoken or (not has_words and letters < _LETTERS_OF_WORDS * len(spoken)):
        return None
    parsed = Parsed(NAME, MEDIA_TYPE)
    parsed.account(0, len(text), "metadata")
    words = WordColumns()
    for match in spoken:
        end_ms = int(match[2]) // _UNITS_A_MS
        if has_words and match[4] is None and words.ends:
            words.ends[-1] = end_ms
            continue
        group = 4 if has_words else 3
        words.add(match[group] or match[3], match.start(group), int(match[1]) // _UNITS_A_MS, end_ms, None)
    return reject_wordless(parsed, words.episode(len(text)))
