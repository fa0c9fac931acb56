"""Labels without a colon: alone on a line above the words, in brackets, in bold, before a dash, a bar or a tab."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.heads import LABEL
from transforms.labels import closed_labels, is_label_shaped, is_remark

if TYPE_CHECKING:
    from collections.abc import Collection

_DECOR = r"[ \t\u00a0]*[*_]{0,3}"
# Each with the signs (or more than one character) of which a text must have one to have such labels.
_FORMS = (
    (("[",), re.compile(rf"\n{_DECOR}\[({LABEL})\][*_]{{0,3}}[ \t]*(?=\S|\n)")),
    ("【［〔〈", re.compile(r"\n[ \t\u3000]*[【［〔〈]([^\n】］〕〉]{1,40})[】］〕〉][:：]?[ \t\u3000]*(?=\S|\n)")),
    (("<",), re.compile(rf"\n{_DECOR}<({LABEL})>[*_]{{0,3}}[ \t]*(?=\S)")),
    (("(",), re.compile(rf"\n{_DECOR}\(({LABEL})\)[*_]{{0,3}}[ \t]*(?=\S)")),
    (("**",), re.compile(rf"\n[ \t]*(?:[-+*•][ \t]+)?\*\*({LABEL})\*\*[ \t]+(?:[–—-][ \t]+)?(?=[^\s:：])")),
    (
        ("\t", "|", ">", " -", "–", "—"),
        re.compile(
            r"\n[ \t]*[*_]{0,3}([^\W\d_][^\n:：\t|()\[\]>–— ]{0,40}+(?:[ ](?![-–—])[^\n:：\t|()\[\]>–— ]{0,40}+){0,8}+)"
            r"[*_]{0,3}[ \t]*(?:[\t|>–—]|(?<=[ ])-)[ \t]*(?=\S)"
        ),
    ),
)
_ALONE = re.compile(
    r"\n[ \t]*(?=[^\n:：!?,|\[\]]{1,90}+\n)(?:\#{1,6}[ \t]+|={2,5}[ \t]*|-{2,5}[ \t]+)?[*_]{0,3}"
    r"([^\W\d_][^\n:：.!?,|\[\]]{0,47}?(?:\([^\n()]{1,30}\)[ ]?){0,2})"
    r"[*_]{0,3}[ \t]*(?:[=-]{2,5}[ \t]*)?\n(?=[ \t]*\n?[ \t]*\S)"
)
_ASIDE = re.compile(r"[ ]*\([^()]{1,30}\)$")
_FEWEST = 4
_SAMPLE = 40_000
_COVERED = 0.5
_DRESS = " \t\u00a0*_-–—"


def lone_label_anchors(text: str, start: int, end: int, known: Collection[str] = ()) -> list[Anchor] | None:
    """Return the turns between two offsets whose labels have no colon, or None where there is no such transcript.

    The labels of one form must begin at least half of the paragraphs (or lines), be two or more, and repeat.
    """
    body, base = "\n" + text[start:end], start - 1
    sample = body[:_SAMPLE]
    forms = [form for signs, form in _FORMS if any(sign in sample for sign in signs)]
    for form in (*forms, _ALONE):
        # Most texts have no such labels: the first part of one shows it.
        if _choose(form, sample, known) is not None and (found := _choose(form, body, known)) is not None:
            return [_anchor(match, base) for match in found]
    return None


def _units(body: str, form: re.Pattern[str]) -> int:
    """Return how many paragraphs a text has, or lines where it has none; a label alone is a paragraph of its own."""
    paragraphs = body.strip().count("\n\n")
    return max(1, paragraphs // 2) if form is _ALONE else max(1, paragraphs or body.strip().count("\n")) + 1


def _choose(form: re.Pattern[str], body: str, known: Collection[str]) -> list[re.Match[str]] | None:
    candidates = [
        match for match in form.finditer(body) if is_label_shaped(_label(match)) and not is_remark(_label(match))
    ]
    counts = Counter(map(_name, candidates))
    labels = {label for label in closed_labels(counts, known) if counts[label] > 1 or label in known}
    chosen = [match for match in candidates if _name(match) in labels]
    if len(chosen) < _FEWEST or len(labels) < 2 or len(labels) * 2 > len(chosen):
        return None
    return chosen if len(chosen) >= _COVERED * _units(body, form) else None


def _label(match: re.Match[str]) -> str:
    return match[1].strip(_DRESS)


def _name(match: re.Match[str]) -> str:
    """Return a label without what a script says of how it is spoken: `ANN (V.O.)`, `ANN (CONT'D)`."""
    label = _label(match)
    return _ASIDE.sub("", label) or label


def _anchor(match: re.Match[str], base: int) -> Anchor:
    return Anchor(base + match.start() + 1, base + match.end(), "turn", _label(match))
