"""Marks of turns in another dress than the usual one, put into that without moving a character."""

from __future__ import annotations

import re
from collections import Counter

from transforms.formats.prose.stamps import STAMP
from transforms.labels import closed_labels, is_label_shaped

# As f4, MAXQDA and noScribe write times: `#00:01:02-5#`.
_HASHED = re.compile(r"#(\d{1,2}:[0-5]\d:[0-5]\d)(?:([-.,:])(\d{1,3}))?#")
# A time, a name and a dash: `[0:01] Ann Marlow — so`.
_NAME, _DASH = r"[^\W\d_][^\n:\[\]()–—]{0,48}?", r"[ \t]+(?:[–—]|--?)[ \t]+"
_DASHED = re.compile(rf"^([ \t]*[\[(]{STAMP}[\])][ \t]+)({_NAME})({_DASH})(?=\S)", re.M)
# Begins with a line feed so that the search skips to the next one at once; the text must be given one at its start.
_DASHED_LABEL = re.compile(rf"\n[ \t]*[\[(]{STAMP}[\])][ \t]+({_NAME}){_DASH}(?=\S)")
_STAMPED = re.compile(rf"^[ \t]*[\[(]{STAMP}[\])][ \t]+\S", re.M)
_FEWEST = 3
_SHARE = 0.6


def with_usual_marks(text: str) -> str:
    """Return `text`, as long as it was, with odd marks of times in brackets, and colons behind names before a dash.

    Names are those that most lines with a time have before a dash, a few again and again. Linear time.

    >>> with_usual_marks("Ann: So. #00:01:02-5#")
    'Ann: So. [00:01:02.5]'
    """
    if "#" in text:
        text = _HASHED.sub(_bracketed, text)
    if ("[" in text or "(" in text) and _has_dash(text):
        text = _with_colons(text)
    return text


def _has_dash(text: str) -> bool:
    return " — " in text or " – " in text or (" -" in text and (" - " in text or " -- " in text))


def _bracketed(match: re.Match[str]) -> str:
    return f"[{match[1]}.{match[3]}]" if match[3] else f"[{match[1]}]"


def _with_colons(text: str) -> str:
    counts = Counter(filter(is_label_shaped, _DASHED_LABEL.findall("\n" + text)))
    labels = closed_labels(counts)
    total = sum(counts[label] for label in labels)
    if total < _FEWEST or len(labels) * 3 > total * 2 or total < _SHARE * sum(1 for _ in _STAMPED.finditer(text)):
        return text
    return _DASHED.sub(
        lambda match: f"{match[1]}{match[2]}:{' ' * (len(match[3]) - 1)}" if match[2] in labels else match[0], text
    )
