"""Which line heads open a turn: those whose labels the whole document bears out as speakers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.prose.heads import BOLD_BIT, DRESSED_BIT, ITEM_BIT, LABELLED, STAMP_AFTER, STAMP_BEFORE
from transforms.labels import closed_labels, is_generic, is_label_shaped, is_remark

if TYPE_CHECKING:
    from collections.abc import Collection

    from transforms.formats.prose.heads import Heads

_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s>]*>?[ \t]*(?=\n|$)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
# Items of lists and words in bold behind a time can be titles: labels are repeated.
_TITLES = ITEM_BIT | BOLD_BIT
_SET_APART = DRESSED_BIT | STAMP_BEFORE | STAMP_AFTER
# Plain labels count beside labels in bold or with times only where those are few.
_FEW = 0.2


def choose_labels(text: str, heads: Heads, known: Collection[str] = (), *, is_crowd: bool = False) -> list[bool]:
    """Return for each head whether it names a speaker.

    Labels set apart (in bold, with a time) are judged apart from plain ones; where they prevail, a plain label counts
    only if it is one of them. A label before a bare web address is a link's. In a crowd, more labels than a
    conversation can have, those that stand there once are none. Linear in the number of heads.
    """
    if not any(shape & LABELLED for shape in heads.shape):
        return [False] * len(heads)
    titled = Counter(heads.label[i] for i, shape in enumerate(heads.shape) if shape & _TITLES)
    repeated = {label for label, count in titled.items() if count > 1}
    # Where most of them are repeated, those that are not are of people who say but one thing.
    are_labels = sum(titled[label] for label in repeated) > 0.6 * titled.total()
    is_open = [
        bool(shape & LABELLED)
        and _ADDRESS.match(text, end) is None
        and (not shape & _TITLES or are_labels or label in repeated)
        for shape, end, label in zip(heads.shape, heads.end, heads.label, strict=True)
    ]
    if is_crowd:
        everyone = Counter(label for label, is_label in zip(heads.label, is_open, strict=True) if is_label)
        is_open = [
            is_label and label is not None and (everyone[label] > 1 or is_generic(label))
            for is_label, label in zip(is_open, heads.label, strict=True)
        ]
    apart = _counts(heads, is_open, set_apart=True)
    plain = _counts(heads, is_open, set_apart=False)
    strong = closed_labels(apart, known, dressed=apart.keys())
    n_strong = sum(apart[label] for label in strong)
    if n_strong >= 2 and n_strong > _FEW * sum(plain[label] for label in closed_labels(plain, known)):
        weak: Collection[str] = strong | {label for label in plain if plain[label] > 1 and is_generic(label)}
    else:
        weak = closed_labels(plain + apart, known, coverage=_coverage(text, heads, is_open, plain + apart))
        strong |= frozenset(weak)
    return [
        is_label and label in (strong if shape & _SET_APART else weak)
        for is_label, label, shape in zip(is_open, heads.label, heads.shape, strict=True)
    ]


def _counts(heads: Heads, is_open: list[bool], *, set_apart: bool) -> Counter[str]:
    columns = zip(is_open, heads.label, heads.shape, strict=True)
    return Counter(
        label for is_label, label, shape in columns if is_label and label and bool(shape & _SET_APART) == set_apart
    )


def _coverage(text: str, heads: Heads, is_open: list[bool], counts: Counter[str]) -> float:
    """Return the share of paragraphs that begin with a label, from the first such label that is repeated to the last.

    Where no label is repeated, of the whole text. Where a text has no paragraphs, its lines count.
    """
    fit = {label for label in counts if is_label_shaped(label) and not is_remark(label)}
    places = [
        (start, counts[label] > 1)
        for start, label, is_label in zip(heads.start, heads.label, is_open, strict=True)
        if is_label and label in fit
    ]
    sure = [start for start, is_repeated in places if is_repeated] or [start for start, _ in places]
    if not sure:
        return 0.0
    body = text[sure[0] :] if len(sure) == 1 else text[sure[0] : sure[-1]]
    breaks = sum(1 for _ in _PARAGRAPH.finditer(body)) or body.count("\n")
    return sum(sure[0] <= start <= sure[-1] for start, _ in places) / (breaks + 1)
