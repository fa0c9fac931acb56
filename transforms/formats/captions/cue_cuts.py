"""Cutting cues where somebody else begins to speak inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cues import MARGIN, Cues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.parsed import Parsed

# A cue with more marks than any transcript has turns is no conversation: what is behind them is taken as words.
MOST_MARKS = 50_000
_NO_CUTS: Mapping[int, Sequence[Cut]] = {}


class Cut(NamedTuple):
    """A mark in a cue's text at `start:end` (it is no part of the words), and what it says of the words after it."""

    start: int
    end: int
    label: str | None = None
    is_change: bool = False
    voice: int | None = None


def apply_cuts(
    parsed: Parsed, cues: Cues, heads: Mapping[int, Cut], inner: Mapping[int, Sequence[Cut]] = _NO_CUTS
) -> Cues:
    """Return the cues, by their place in `cues`, without marks before all words (`heads`), and in parts (`inner`).

    `cues` is used up. The parts of a cue have its times. A mark without a label leaves that of the words before it in
    force, unless it is a change. That marks are labels goes into the accounts of `parsed`.
    """
    account = parsed.accounts.append
    for place, cut in heads.items():
        if place not in inner:
            account((cues.at[place], cues.at[place] + cut.end, "label"))
            cues.text[place] = cues.text[place][cut.end :]
            cues.at[place] += cut.end
            cues.label[place] = cut.label or cues.label[place]
            cues.is_change[place] |= cut.is_change
    if not inner:
        return cues
    made = Cues()
    reached = 0
    for place in sorted(inner):
        made.extend(cues, reached, place)
        account((cues.at[place], cues.at[place] + len(cues.text[place]), "label"))
        _add_parts(made, cues, place, (heads[place], *inner[place]) if place in heads else inner[place])
        reached = place + 1
    made.extend(cues, reached, len(cues))
    return made


def _add_parts(made: Cues, cues: Cues, place: int, cuts: Sequence[Cut]) -> None:
    text = cues.text[place]
    own = Cut(0, 0, cues.label[place], cues.is_change[place], cues.voice[place])
    ends = [cut.start for cut in cuts] + [len(text)]
    count = len(made)
    pending = own
    for cut, end in zip((own, *cuts), ends, strict=True):
        # Marks that follow one another speak of the same words: `>> Ann:`, `<v Ann>- `.
        pending = cut._replace(label=cut.label or pending.label, is_change=cut.is_change or pending.is_change)
        if text[cut.end : end].strip(MARGIN):
            _add(made, cues, place, cut.end, end, pending)
            pending = Cut(0, 0)
    if len(made) == count:
        _add(made, cues, place, len(text), len(text), pending)


def _add(made: Cues, cues: Cues, place: int, start: int, end: int, cut: Cut) -> None:
    made.text.append(cues.text[place][start:end])
    made.at.append(cues.at[place] + start)
    made.cue.append(cues.cue[place])
    made.start_ms.append(cues.start_ms[place])
    made.end_ms.append(cues.end_ms[place])
    made.label.append(cut.label)
    made.is_change.append(cut.is_change)
    made.voice.append(cues.voice[place] if cut.voice is None else cut.voice)
