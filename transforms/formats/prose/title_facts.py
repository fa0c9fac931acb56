"""Numbers that titles and file names carry: episode, season."""

from __future__ import annotations

import re
from decimal import Decimal

_EPISODE = re.compile(
    r"(?:\b(?:episode|episódio|episodio|épisode|folge|ep|eps|afl|odcinek|avsnitt|выпуск|эпизод|#)[ .:#-]*(?:no\.?[ ]?)?"
    r"|\bS\d{1,3}[ .:]?E(?:p\.?)?[ ]?|#|第)(\d{1,5}(?:\.\d{1,2})?)(?!\d)",
    re.I,
)
_LEADING = re.compile(r"\W*(\d{1,4}(?:\.\d{1,2})?)[ ]?[:.–—|-][ ]+(?=\S)")
_TITLE_LENGTH = 600
_BRACKETED = re.compile(r"\[[^\]]*\]")  # `[Preview #2]` counts parts of something else
_SEASON = re.compile(r"\b(?:season|series|staffel|temporada|saison|S)[ .:#-]?(\d{1,3})(?=\b|[ .:]?E)", re.I)


def episode_number(title: str) -> Decimal | None:
    """Return the number that a title gives its episode, or None; years are not numbers.

    >>> [str(episode_number(title)) for title in ("707: On Bees", "Ep. 31.5 — Wax", "S2E3 Hives", "1985 in Bees")]
    ['707', '31.5', '3', 'None']
    """
    bare = _BRACKETED.sub(" ", title[:_TITLE_LENGTH])
    match = _LEADING.match(bare) or _EPISODE.search(bare)
    return Decimal(match[1]) if match is not None else None


def season_number(title: str) -> int | None:
    """Return the season that a title names, or None.

    >>> season_number("Season 4, Episode 2"), season_number("S2E3"), season_number("Bees")
    (4, 2, None)
    """
    match = _SEASON.search(title[:_TITLE_LENGTH])
    return int(match[1]) if match is not None else None
