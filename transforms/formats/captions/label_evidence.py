"""Which of the names that stand in label position in captions are speakers: what the whole document bears out."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from transforms.formats.captions.cues import MARGIN
from transforms.labels import is_generic, is_remark, variants

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.formats.captions.cue_cuts import Cut
    from transforms.formats.captions.cues import Cues

_LEAST_LED = 0.02
_LEAST_ENDED = 0.1
_SURELY = 3
_MOST_WORDS = 4
_ENDS = ".?!…:;,-–—\"”’'])}♪*>。？！"
_DRESS = frozenset(">[(*_")
_LABEL = attrgetter("label")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
# What opens a sentence and can stand before a colon; remarks (`Note`, `Question`) are known elsewhere.
_OPENER = re.compile(
    r"also|and|because|but|finally|first|hence|however|like|meaning|okay|one|or|plus|remember|second|so|then|therefore"
    r"|thing|third|translation|truth|two|verdict|well|yes|no",
    re.I,
)


@lru_cache(maxsize=4096)
def name_of(label: str) -> str:
    """Return the label without an aside at its end.

    >>> name_of("Ann Marlow (she/her)"), name_of("Bo")
    ('Ann Marlow', 'Bo')
    """
    return _ASIDE.sub("", label) or label


def accepted_labels(cues: Cues, leading: Mapping[int, Cut], inner: Mapping[int, Sequence[Cut]]) -> frozenset[str]:
    """Return the labels that the document bears out; `leading` begin a cue (by its place), `inner` a line inside one.

    A document has labels when its first words have one, when names that come again lead a fair share of the cues, or
    when a name that can hardly be anything else comes a few times. In any other document names that are set apart by
    more than a colon (`>> ANN:`, `[Ann]:`) are labels, if they lead a fair share of the cues. In a document with
    labels, a name that comes once or twice is one where a sentence has ended before it.
    """
    labels = Counter(map(_LABEL, leading.values()))
    labels.update(cut.label for cuts in inner.values() for cut in cuts)
    name_by_label = {label: name_of(label) for label in labels}
    counts: Counter[str] = Counter()
    for label, count in labels.items():
        counts[name_by_label[label]] += count
    names = {name: count for name, count in counts.items() if _is_name_like(name, count)}
    dressed = Counter(
        name_of(cut.label)
        for place, cut in leading.items()
        if cut.label and cut.is_change and cues.text[place].lstrip(MARGIN)[:1] in _DRESS
    )
    if _has_labels(cues, leading, names):
        inside = {name_of(cut.label) for cuts in inner.values() for cut in cuts if cut.label}
        taken = _borne_out(cues, leading, names, dressed.keys() | inside)
    else:
        taken = set(dressed.keys() & names.keys() if dressed.total() >= _LEAST_LED * len(cues) else ())
    return frozenset(label for label, name in name_by_label.items() if name in taken)


def _has_labels(cues: Cues, leading: Mapping[int, Cut], names: Mapping[str, int]) -> bool:
    if _opening_name(cues, leading) in names:
        return True
    repeated = sum(count for count in names.values() if count > 1)
    is_plain = any(count >= _SURELY and (is_generic(name) or " " in name) for name, count in names.items())
    return is_plain or repeated >= max(2, _LEAST_LED * len(cues))


def _borne_out(cues: Cues, leading: Mapping[int, Cut], names: Mapping[str, int], set_apart: set[str]) -> set[str]:
    """Return the names that are speakers in a document that has labels.

    The one before its first words, those that come often or name a part ("Speaker 2"); of the others those before
    which a sentence has ended, or that are a word or another spelling of a name that is taken.
    """
    opening = _opening_name(cues, leading)
    taken = {name for name, count in names.items() if name == opening or count >= _SURELY or is_generic(name)}
    unsure = {name for name in names if name not in taken and len(name.split()) <= _MOST_WORDS}
    if not unsure:
        return taken
    taken |= unsure & (set_apart | _names_after_ends(cues, leading, unsure))
    words = {word.strip(",.") for name in taken for word in name.split()}
    return taken | (unsure & words) | variants(unsure - taken, taken)


def _names_after_ends(cues: Cues, leading: Mapping[int, Cut], unsure: set[str]) -> set[str]:
    """Return those names of `unsure` before which a sentence or turn has ended at least once."""
    found = {place: name for place, cut in leading.items() if cut.label and (name := name_of(cut.label)) in unsure}
    # Recognisers that write no full stops write no colons either: there every colon is behind a name.
    is_plain = sum(map(_has_end, cues.text)) < _LEAST_ENDED * len(cues)
    return {
        name
        for place, name in found.items()
        if is_plain or not place or leading[place].is_change or _has_end(cues.text[place - 1])
    }


def _is_name_like(name: str, count: int) -> bool:
    if is_generic(name):
        return True
    first = name.split(maxsplit=1)[0]
    if is_remark(name) or is_remark(first) or _OPENER.fullmatch(first):
        return False
    return count >= _SURELY or (not name[0].islower() and not any(char.isdecimal() for char in name))


def _opening_name(cues: Cues, leading: Mapping[int, Cut]) -> str | None:
    """Return the name before the first words that are not a note about sounds."""
    for place, text in enumerate(cues.text):
        words = text.strip(MARGIN)
        if place in leading:
            return name_of(leading[place].label or "")
        if words and not (words[0] in "[(♪*" and words[-1] in "])♪*"):
            return None
    return None


def _has_end(text: str) -> bool:
    return text.rstrip(MARGIN)[-1:] in _ENDS
