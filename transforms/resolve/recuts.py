"""Which recordings are another edit of one that is there too."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.resolve.titles import recut_key

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_TITLE = 12
_DAYS_APART = 60
_LENGTHS_APART = 0.25
_SAYS_EDITED = re.compile(
    r"\b(?:clean(?:ed)?|re-?edit(?:ed)?|re-?cut|re-?master(?:ed)?|re-?release|re-?upload(?:ed)?|re-?run|repost(?:ed)?"
    r"|rebroadcast|encore|uncut|extended|full|short(?:ened)?|abridged|fixed|audio|version|edit|mix|director.s cut)\b",
    re.I,
)


class _Cut(NamedTuple):
    episode_id: str
    published_date: dt.date | None
    duration_ms: int | None
    has_transcript: bool
    bracket: str

    @property
    def says_edited(self) -> bool:
        return _SAYS_EDITED.search(self.bracket) is not None


def find_recuts(episodes: pl.DataFrame) -> dict[str, str]:
    """Return, by `episode_id`, the episode of which that one is another edit.

    Two episodes of one show are edits of one recording when their titles differ only in a bracket at the end that
    speaks of editing, their days are near and their lengths alike. The edit is the one whose bracket says so; where
    both or neither do, the one without a transcript, then the later one. `episodes` has the published columns.
    """
    keyed = episodes.filter(pl.col("title").is_not_null(), pl.col("show_id").is_not_null()).with_columns(
        key=pl.col("title").map_elements(recut_key, return_dtype=pl.String),
        bracket=pl.col("title").str.extract(r"[\[(]([^\[\]()]{1,80})[\])]\s*$").fill_null(""),
    )
    shared = keyed.filter(pl.col("key").str.len_chars() >= _SHORTEST_TITLE, pl.len().over("show_id", "key") > 1)
    groups = shared.sort("episode_id").group_by("show_id", "key", maintain_order=True)
    return {edit: original for _, group in groups for edit, original in _edits(group)}


def _edits(group: pl.DataFrame) -> Iterator[tuple[str, str]]:
    cuts = [_Cut(*row) for row in group.select(_Cut._fields).iter_rows()]
    original = min(cuts, key=lambda cut: (cut.says_edited, not cut.has_transcript, cut.published_date or dt.date.max))
    if any(cut.says_edited for cut in cuts):
        yield from (
            (cut.episode_id, original.episode_id) for cut in cuts if cut is not original and _near(cut, original)
        )


def _near(cut: _Cut, original: _Cut) -> bool:
    one_day, other_day = cut.published_date, original.published_date
    if one_day and other_day and abs((one_day - other_day).days) > _DAYS_APART:
        return False
    one, other = cut.duration_ms, original.duration_ms
    return one is None or other is None or abs(one - other) <= _LENGTHS_APART * max(one, other)
