"""Names before a colon at the start of a cue or of a line in it: which of them are speakers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import MOST_MARKS, Cut, apply_cuts
from transforms.formats.captions.cues import bare
from transforms.formats.captions.label_evidence import accepted_labels, name_of
from transforms.labels import is_generic, is_label_shaped, is_remark

if TYPE_CHECKING:
    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_DASH = r"(?:[-–—•][ \t\0]*|(?:>[\0\ufdd0]*){2,3}[ \t\0]*)?"
_NAME = r"[^\W_][^:：\n<>\[\]{}）】|=?!;\"“”*]{0,58}"
# A colon between digits belongs to a time or a verse, one before slashes to an address.
_COLON = re.compile(
    rf"[ \t\0]*{_DASH}[\[(*_]{{0,3}}({_NAME})[\])*_]{{0,3}}[ \t\0]*"
    r"(?:(?<!\d)[:：]|[:：](?!\d))(?!//)[*_]{0,2}[ \t\0]*"
)
_BRACKET = re.compile(rf"[ \t\0]*{_DASH}[\[(（【]({_NAME})[\])）】][ \t\0]*(\n)?[ \t\0]*(?=\S)")
# What stands in brackets and is heard, not who is.
_SOUND = re.compile(
    r"music|song|sing|laugh|chuckl|giggl|applau|clap|noise|sound|silen|audible|distinct|intelligible|crosstalk|cough|sigh"
    r"|cheer|sp(?:ea|o)k|beep|bleep|ring|click|gasp|groan|grunt|clear|throat|sniff|snort|whistl|hum|scream|shout|yell|cry"
    r"|sob|whisper|foreign|language|theme|jingle|chatter|crowd|pause|blank|knock|footstep|bark|buzz|exhale|inhale|breath",
    re.I,
)
_LONGEST_NAME = 4
_ROUNDED_SHARE = 0.3
_NOT_ROUND = frozenset("[（【")
_SIGN = re.compile(r"[:：\[(（【]")
_LINE = re.compile(r"\n[ \t\0]*(?=[^\s\0])")


class _Bracketed(Cut):
    """A name in brackets without a colon before words, `[Ann] so`: a label only if it comes again."""

    __slots__ = ()


class _Rounded(_Bracketed):
    """A name in round brackets before words, `(Ann Marlow) so`: a label only if a good share of the cues has one."""

    __slots__ = ()


def take_labels(parsed: Parsed, cues: Cues, limit: int) -> Cues:
    """Return the cues with the speakers' names before their words as labels, cut where a name stands inside a cue.

    Whose names they are, the whole document decides; over `limit` different ones they are taken as text. Where cues
    have labels already (from voice tags), only the same name once more is taken off.
    """
    texts = cues.text
    signed = [place for place, text in enumerate(texts) if _has_sign(text)]
    leading = _leading_candidates(texts, signed)
    if any(cues.label):
        return apply_cuts(
            parsed, cues, {place: cut for place, cut in leading.items() if cut.label == cues.label[place]}
        )
    inner = {place: found for place in signed if (found := _inner_candidates(texts[place]))}
    leading, inner = _without_lone_brackets(leading, inner, len(cues))
    accepted = accepted_labels(cues, leading, inner)
    if len(accepted) > limit:
        parsed.warn("label_explosion", "document", f"{len(accepted)} labels, the limit is {limit}", len(accepted))
        return cues
    heads = {place: cut for place, cut in leading.items() if cut.label in accepted}
    kept = {place: [cut for cut in found if cut.label in accepted] for place, found in inner.items()}
    return apply_cuts(parsed, cues, heads, {place: found for place, found in kept.items() if found})


def _has_sign(text: str) -> bool:
    plain = ":" in text or "[" in text or "(" in text
    return plain or (not text.isascii() and _SIGN.search(text) is not None)


def _leading_candidates(texts: list[str], places: list[int]) -> dict[int, Cut]:
    known: dict[str, Cut | None] = {}
    found: dict[int, Cut] = {}
    for place in places:
        text = texts[place]
        # The same few names begin cue after cue: what was found once need not be looked for again.
        mark = text[: text.find(":") + 2]
        cut = known[mark] if mark in known else _candidate(text, 0, known)
        if cut is not None:
            found[place] = cut
    return found


def _candidate(text: str, at: int, known: dict[str, Cut | None]) -> Cut | None:
    """Return the label that stands at `at`, unless it has no label's shape; `known` remembers what was found there."""
    match = _COLON.match(text, at) or _BRACKET.match(text, at)
    if match is None:
        return None
    mark = match[0]
    if mark not in known:
        label = _bare(match[1])
        kind: type[Cut] | None = Cut
        if match.re is _BRACKET:
            kind = _bracket_kind(label, is_square=not _NOT_ROUND.isdisjoint(mark), is_alone=match[2] is not None)
        is_dressed = not mark.lstrip(" \t\0")[0].isalnum()
        is_label = kind is not None and is_label_shaped(name_of(label))
        known[mark] = kind(at, match.end(), label, is_dressed) if kind is not None and is_label else None
    return known[mark]


def _bracket_kind(name: str, *, is_square: bool, is_alone: bool) -> type[Cut] | None:
    """Return how sure a name in brackets is a label: `[Voice 1] so`, `(Ann Marlow)` on a line, `[Ann] so`, or None."""
    if is_generic(name):
        return Cut
    count = len(name.split())
    if _SOUND.search(name) or is_remark(name) or count > _LONGEST_NAME:
        return None
    if is_alone:
        return Cut if count > 1 else None
    if not name[0].isupper():
        return None
    return _Bracketed if is_square else _Rounded if count > 1 else None


def _without_lone_brackets(
    leading: dict[int, Cut], inner: dict[int, list[Cut]], cue_count: int
) -> tuple[dict[int, Cut], dict[int, list[Cut]]]:
    counts = Counter(cut.label for cut in leading.values() if isinstance(cut, _Bracketed))
    counts.update(cut.label for cuts in inner.values() for cut in cuts if isinstance(cut, _Bracketed))
    if not counts:
        return leading, inner
    rounded = sum(isinstance(cut, _Rounded) for cut in leading.values())
    least = 1 if rounded >= _ROUNDED_SHARE * cue_count else cue_count

    def is_kept(cut: Cut) -> bool:
        return not isinstance(cut, _Bracketed) or counts[cut.label] > (least if isinstance(cut, _Rounded) else 1)

    kept = {place: [cut for cut in cuts if is_kept(cut)] for place, cuts in inner.items()}
    return (
        {place: cut for place, cut in leading.items() if is_kept(cut)},
        {place: cuts for place, cuts in kept.items() if cuts},
    )


def _bare(name: str) -> str:
    name = bare(name).strip(" \t_*")
    return name[:-1].rstrip() if name.endswith(")") and "(" not in name else name


def _inner_candidates(text: str) -> list[Cut]:
    """Return the labels at the starts of the lines behind the first."""
    second = text.find("\n")
    if second < 0 or _SIGN.search(text, second) is None:
        return []
    return [
        cut
        for found in islice(_LINE.finditer(text), MOST_MARKS)
        if (cut := _candidate(text, found.end(), {})) is not None
    ]
