"""Keys under which the titles of one episode or one show meet."""

from __future__ import annotations

import re

from transforms.fold import match_key

_NUMBER = re.compile(
    r"^\W*(?:(?:episode|ep|folge|episodio|épisode|no|nr)\b\.?\s*)?#?\d{1,5}(?:\.\d)?\s*(?:[:.|–—-]|$)\s*", re.I
)
_BRACKETED_END = re.compile(r"\s*[\[(][^\[\]()]{1,80}[\])]\s*$")
_BRACKETED_BEGINNING = re.compile(r"^\s*\[[^\[\]]{1,80}\]\s*(?=\S)")
_SEPARATOR = re.compile(r"\s*(?::|\||•|·|—|–|\s-\s)\s*")
_LONGEST = 300
_COMMON_WORDS = re.compile(r"\b(?:the|a|podcast|show|with)\b")


def episode_title_key(title: str) -> str:
    """Return the key of an episode's title: number, other show's name in brackets, case and punctuation left out.

    >>> episode_title_key("#12 – Bees & *Trees*") == episode_title_key("[Low Tide] Episode 12: bees, trees")
    True
    """
    bare = _NUMBER.sub("", _BRACKETED_BEGINNING.sub("", title[:_LONGEST], count=1), count=1)
    return match_key(bare) or match_key(title[:_LONGEST])


def recut_key(title: str) -> str:
    """Return the key of a title without a bracket at its end, where re-edited recordings say so.

    >>> recut_key("Harbour Night (remastered)") == recut_key("Harbour Night (uncut, 3 hours)")
    True
    """
    return match_key(_BRACKETED_END.sub("", title[:_LONGEST]))


def show_title_key(title: str) -> str:
    """Return the key of a show's title, articles and the word podcast left out.

    >>> show_title_key("The Harbour Podcast") == show_title_key("Harbour")
    True
    """
    return match_key(_COMMON_WORDS.sub("", title[:_LONGEST].casefold())) or match_key(title[:_LONGEST])


def title_beginnings(title: str) -> list[str]:
    """Return a show's title up to each of its separators, the shortest first, itself last.

    >>> title_beginnings("Low Tide: The Harbour Podcast — Talks by the sea")
    ['Low Tide', 'Low Tide: The Harbour Podcast', 'Low Tide: The Harbour Podcast — Talks by the sea']
    """
    cuts = [title[: match.start()] for match in _SEPARATOR.finditer(title[:_LONGEST]) if match.start()]
    return list(dict.fromkeys([*cuts, title]))
