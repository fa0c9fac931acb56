"""Marks of turns in another dress than the usual one, put into that without moving a character."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from transforms.formats.prose.dialogue_markup import with_usual_markup
from transforms.formats.prose.line_numbers import without_line_numbers
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
# Speechmatics: `SPEAKER: S1` above what is said.
_TITLED = re.compile(r"^SPEAKER:[ ](\S[^\n]{0,40}?)[ \t]{0,20}$", re.M)
# A meeting's chat: `10:02:03 From Ann Marlow to Everyone:`.
_SENT = re.compile(
    r"^([ \t]*\d{1,2}:\d\d:\d\d[ \t]+)(From[ \t]+)([^\n:]{1,60}?)([ \t]+to[ \t]+[^\n:]{1,60}?)?([ \t]*:)", re.M | re.I
)
# A deposition: `Q.   How long?`.
_ASKED = re.compile(r"^([ \t]*[QA])\.(?=[ \t]+\S)", re.M)
# As a meeting's panel is copied, name and time in words before the time and once more below it.
_TWICE = re.compile(
    r"^(?P<name>[^\n\d]{2,60}?)[ \n](?P<time>(?:\d{1,2} hours? )?(?:\d{1,3} minutes? )?\d{1,2} seconds?)[ \t]*\n"
    r"(?P<stamp>\d{1,2}:[\d:]{2,7})[ \t]*\n(?P=name)[ ](?P=time)[ \t]*$",
    re.M,
)
_INK = re.compile(r"\S")
_FEWEST = 3
_SHARE = 0.6
_HEAD = 4_000


def with_usual_marks(text: str) -> str:
    """Return `text`, as long as it was, with odd marks of times in brackets, and colons behind names before a dash.

    Names are those that most lines with a time have before a dash, a few again and again. Linear time.

    >>> with_usual_marks("Ann: So. #00:01:02-5#")
    'Ann: So. [00:01:02.5]'
    """
    text = with_usual_markup(without_line_numbers(text))
    if "SPEAKER: " in text:
        text = _TITLED.sub(lambda match: f"{match[1]}:".rjust(len(match[0])), text)
    if " seconds\n" in text[:_HEAD]:
        text = _TWICE.sub(_once, text)
    if "From " in text[:_HEAD]:
        text = _SENT.sub(_sender, text)
    if (
        "Q." in text
        and "A." in text
        and len(marks := _ASKED.findall(text)) > 2 * _FEWEST
        and len(set(map(str.strip, marks))) > 1
    ):
        text = _ASKED.sub(r"\1:", text)
    if "#" in text:
        text = _HASHED.sub(_bracketed, text)
    if ("[" in text or "(" in text) and _has_dash(text):
        text = _with_colons(text)
    return text


def _sender(match: re.Match[str]) -> str:
    return f"{match[1]}{match[3]}:".ljust(len(match[0]))


def _once(match: re.Match[str]) -> str:
    above = _INK.sub(" ", match.string[match.start() : match.start("stamp")])
    return f"{above}{match['stamp']}\n{match['name']}:".ljust(len(match[0]))


def changed_stretches(before: str, after: str) -> list[tuple[int, int]]:
    """Return where two texts of one length differ.

    >>> changed_stretches("#0:01# so", "[0:01] so")
    [(0, 1), (5, 6)]
    """
    if before == after:
        return []
    codes = [np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) for text in (before, after)]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], codes[0] != codes[1], [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


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
