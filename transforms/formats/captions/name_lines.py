"""Names on a first line of their own in cue after cue, above the words, without a colon."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.captions.cue_cuts import Cut, apply_cuts
from transforms.formats.captions.cues import MARGIN, bare
from transforms.labels import LABEL_LENGTH, is_generic, is_label_shaped, is_remark

if TYPE_CHECKING:
    from transforms.formats.captions.cues import Cues
    from transforms.parsed import Parsed

_FEWEST = 3
_SHARE, _NEARLY_ALL = 0.6, 0.95
_SAMPLE = 60


def take_name_lines(parsed: Parsed, cues: Cues) -> Cues:
    """Return the cues with such names as labels, where most cues have one and the same few names come again.

    Cues without one keep all their lines; where cues have labels already nothing is done. Linear time.
    """
    if any(cues.label) or not _may_have(cues.text[:_SAMPLE]):
        return cues
    found = {place: name for place, text in enumerate(cues.text) if (name := _name(text)) is not None}
    counts = Counter(found.values())
    names = {name for name, count in counts.items() if count > 1 or is_generic(name)}
    repeated = sum(counts[name] for name in names)
    if repeated < _SHARE * len(cues) or len(names) * 2 > repeated:
        return cues
    # Where nearly every cue has such a line, those that do not come again are of people who say but one thing.
    names = names if len(found) < _NEARLY_ALL * len(cues) else set(counts)
    heads = {
        place: Cut(0, cues.text[place].index("\n") + 1, name, is_change=True)
        for place, name in found.items()
        if name in names
    }
    return apply_cuts(parsed, cues, heads)


def _may_have(texts: list[str]) -> bool:
    spare = len(texts) - max(_FEWEST, _SHARE * len(texts))
    for text in texts:
        spare -= _name(text) is None
        if spare < 0:
            return False
    return spare >= 0


def _name(text: str) -> str | None:
    """Return the first line of a cue of two or more, if it has the shape of a name."""
    line, end, rest = text.partition("\n")
    name = bare(line).strip(MARGIN + " ") if end and len(line) <= 2 * LABEL_LENGTH else ""
    is_name = bool(name) and name[-1] not in ".,?!…" and not name.islower() and bool(rest.strip(MARGIN))
    return name if is_name and is_label_shaped(name) and not is_remark(name) else None
