"""The places where a transcript's text is cut, and what the text between them became."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.parsed import Speech

if TYPE_CHECKING:
    from transforms.parsed import Account, Chapter, Link, Mark

# turn: a label, with or without a time, opens a turn.   block: a time opens a stretch of the running turn.
# end: a time closes the stretch before it and opens the next.   heading: the title of a chapter.
# section: a mark of the page's own, not spoken.   voice: a change of speaker without a name.
AnchorKind = Literal["turn", "block", "end", "heading", "section", "voice"]


class Anchor(NamedTuple):
    """A stretch of text that is not speech and says something about the speech beside it.

    `start`/`end` cover all of it, `mark` the time stamp in it alone; `label` is a speaker's or a chapter's.
    """

    start: int
    end: int
    kind: AnchorKind
    label: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    mark: tuple[int, int] | None = None


@dataclass(slots=True)
class Region:
    """What a stretch of text was read as; offsets count in the text that was given, `segment` in `speech`."""

    speech: Speech = field(default_factory=Speech)
    marks: list[Mark] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    accounts: list[tuple[int, int, Account]] = field(default_factory=list)

    def account(self, start: int, end: int, role: Account) -> None:
        """Say what became of a stretch of characters."""
        if end > start:
            self.accounts.append((start, end, role))
