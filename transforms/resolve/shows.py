"""Which shows there are: titles that differ only in their tagline, articles or spelling are one show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.identity import identify
from transforms.resolve.titles import show_title_key, title_beginnings
from transforms.resolve.union import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHORTEST_BEGINNING = 6
_SHORTEST_NAME, _LONGEST_NAME = 8, 60


class ShowName(NamedTuple):
    """The title of a show as one source writes it, and the address of its feed if the source has it."""

    title: str
    feed_url: str | None = None


class Show(NamedTuple):
    """A show: its identity and the title it goes by."""

    show_id: str
    title: str


def resolve_shows(names: Sequence[ShowName]) -> list[Show]:
    """Return the show of each name, in the same order.

    Two names are one show when their titles have one key, when one title is the beginning of the other up to a
    separator, or when their feeds are one. The show goes by the shortest of its titles (ties: the first in the
    alphabet), and that title's key is its identity.
    """
    titles = [name.title for name in names]
    leaders = grouped(len(names), _same(names))
    chosen: dict[int, str] = {}
    for leader, title in zip(leaders, titles, strict=True):
        chosen[leader] = min(chosen.get(leader, title), title, key=lambda text: (len(text), text))
    return [Show(identify("show", show_title_key(chosen[leader])), chosen[leader]) for leader in leaders]


def _same(names: Sequence[ShowName]) -> list[tuple[int, int]]:
    by_key: dict[str, int] = {}
    by_feed: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for number, name in enumerate(names):
        pairs.append((by_key.setdefault(show_title_key(name.title), number), number))
        if name.feed_url:
            pairs.append((by_feed.setdefault(name.feed_url, number), number))
    for number, name in enumerate(names):
        keys = (show_title_key(beginning) for beginning in title_beginnings(name.title)[:-1])
        pairs.extend((by_key[key], number) for key in keys if key in by_key and len(key) >= _SHORTEST_BEGINNING)
    return pairs


def show_of_name(stem: str, keys: Mapping[str, Show]) -> Show | None:
    """Return the show that a file's name begins with, None when it begins with none or only with a short one.

    `keys` are shows by `show_title_key`. The longest title that fits wins.

    >>> show_of_name("low-tide-radio-12_storms", {"lowtideradio": Show("0", "Low Tide Radio")})
    Show(show_id='0', title='Low Tide Radio')
    """
    key = show_title_key(stem.replace("-", " ").replace("_", " "))
    for length in range(min(len(key), _LONGEST_NAME), _SHORTEST_NAME - 1, -1):
        if (show := keys.get(key[:length])) is not None:
            return show
    return None
