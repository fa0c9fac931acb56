"""What single words tell about the text they make up: where sentences end, and where spaces belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

# Thai to Lao, Burmese, Khmer, kana, Han, and their wide and narrow forms.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff9f"
)
_ENDS = re.compile(r"""[.?!…。？！｡．؟۔।॥]["'”’»›)\]}」』）】〉》]*""")
_CLAUSE_ENDS = (",", ";", ":", "，", "、", "；", "：", "،", "–", "—")
# Full stops that end no sentence: titles, initials, what is spelt with stops.
_ABBREVIATION = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Sr|Jr|Gen|Sen|Rep|Gov|vs|approx|(?!I\.)[^\W\d_](?:\.[^\W\d_])*)\."
)
_MARKS_ONLY = re.compile(r"""[^\w\s"'“‘«(\[{$€£¥#@&+*/\\<=~|^„¿¡-]+["'”’]?""")
_SPACELESS_FIRST = re.compile(f"[{_SPACELESS}]")
_SPACELESS_LAST = re.compile(f"[{_SPACELESS}]\\Z")
_LEADS, _TRAILS, _BLANK, _TIGHT, _FIRST, _LAST, _STOP, _CALL, _CLAUSE, _LOWER = (1 << bit for bit in range(10))
# Where words bring their own spaces, most do; where they do not, hardly any has one.
_OWN_SPACING_SHARE = 0.3


class Tokens(NamedTuple):
    """Facts on each of a row of words, as columns of their length.

    `is_spaced`: a space belongs before it; `is_blank`: nothing but white space; `is_tight`: belongs to the word before
    it (a mark of its own, a part of a word); `ends`: a sentence ends with it; `ends_clause`: a comma or the like.
    """

    is_spaced: Flags
    is_blank: Flags
    is_tight: Flags
    ends: Flags
    ends_clause: Flags


def examine(texts: Sequence[str]) -> Tokens:
    """Return what the words, in the order spoken, tell about spaces and sentences.

    Words that bring their own spaces (` Hello`, or words of white space between them) keep exactly these; all others
    get one before them, except before marks and beside writing without spaces.
    """
    known = {text: _facts(text) for text in set(texts)}
    facts = np.fromiter((known[text] for text in texts), np.uint16, len(texts))
    is_blank = (facts & _BLANK) > 0
    is_mark = (facts & _TIGHT) > 0
    brings = _brought_spaces(facts)
    is_verbatim = _are_verbatim(brings, is_blank)
    return Tokens(
        is_spaced=brings if is_verbatim else brings | _spaces(facts, is_mark),
        is_blank=is_blank,
        is_tight=~brings if is_verbatim else is_mark,
        ends=_sentence_ends(facts, is_blank),
        ends_clause=(facts & _CLAUSE) > 0,
    )


def _facts(text: str) -> int:
    if text.isascii() and text.isalnum():
        return _LOWER if text[0].islower() else 0
    core = text.strip()
    if not core:
        return _BLANK
    facts = (_LEADS if text[0].isspace() else 0) | (_TRAILS if text[-1].isspace() else 0)
    facts |= (_LOWER if core[0].islower() else 0) | (_TIGHT if _MARKS_ONLY.fullmatch(core) else 0)
    facts |= (_FIRST if _SPACELESS_FIRST.match(core) else 0) | (_LAST if _SPACELESS_LAST.search(core[-1]) else 0)
    if match := _ENDS.search(core, max(0, len(core) - 8)):
        is_final = match.end() == len(core) and not _ABBREVIATION.fullmatch(core)
        facts |= 0 if not is_final else _STOP if match[0][0] in ".…" else _CALL
    return facts | (_CLAUSE if core.endswith(_CLAUSE_ENDS) else 0)


def _brought_spaces(facts: NDArray[np.uint16]) -> Flags:
    """Return before which words there is a space in the words themselves."""
    spaced: Flags = (facts & (_LEADS | _BLANK)) > 0
    spaced[1:] |= (facts[:-1] & (_TRAILS | _BLANK)) > 0
    return spaced


def _are_verbatim(brings: Flags, is_blank: Flags) -> bool:
    """Return whether the words bring all their spaces with them, so that those without one belong together."""
    inner = brings[1:][~is_blank[1:]]
    return bool(inner.size and inner.mean() >= _OWN_SPACING_SHARE)


def _spaces(facts: NDArray[np.uint16], is_mark: Flags) -> Flags:
    """Return before which words a space belongs, going by how they are written."""
    is_spaceless = (facts & _FIRST) > 0
    is_spaceless[1:] |= (facts[:-1] & _LAST) > 0
    return ~(is_mark | is_spaceless)


def _sentence_ends(facts: NDArray[np.uint16], is_blank: Flags) -> Flags:
    """Return the words that end a sentence; a full stop before a small letter does not."""
    ends: Flags = (facts & (_STOP | _CALL)) > 0
    real = np.flatnonzero(~is_blank)
    before, after = real[:-1], real[1:]
    goes_on = ((facts[before] & _STOP) > 0) & ((facts[after] & _LOWER) > 0)
    ends[before[goes_on]] = False
    return ends
