"""What a page says of itself: JSON-LD, Open Graph and other metadata in its head."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from transforms.fold import match_key
from transforms.formats.markup.xml_times import parse_time
from transforms.formats.records.dates import parse_date
from transforms.parsed import Facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from transforms.formats.markup.page_blocks import Page

_TITLES = ("og:title", "twitter:title", "dc.title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date", "date", "pubdate", "publishdate",
    "parsely-pub-date",
)  # fmt: skip
# What JSON-LD may describe, the nearest to an episode first.
_TYPES = (
    "podcastepisode",
    "radioepisode",
    "episode",
    "audioobject",
    "videoobject",
    "article",
    "blogposting",
    "webpage",
)
_LONGEST_JSON = 2_000_000
_BETWEEN = re.compile(r"\s+[|–—·:»-]\s+|\s*[|»]\s*")
# Titles that say what kind of page it is, not of which episode.
_GENERIC = re.compile(
    r"(?:(?:the|full|episode|podcast|interview|audio|video|raw|edited|html)\s+)*"
    r"(?:transcript(?:ion|s)?|index|untitled(?: document)?|home ?(?:page)?|page|document|podcasts?|episodes?|notes|"
    r"text|subtitles?|captions?|otranscribe|\W*)",
    re.I,
)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
Record = dict[str, Any]


def page_facts(page: Page) -> Facts:
    """Return what a page states about its episode and show, None where it does not."""
    metas, record = _metas(page), _record(page)
    summary = _first(metas, ("og:description", "description", "twitter:description"))
    series = _inner(record, "partOfSeries", "isPartOf")
    title_tag = _kept_text(page, "title")
    headings = [block.words.text.strip() for block in page.blocks if block.name == "h1"]
    title = _text(record, "name", "headline") or _first(metas, _TITLES) or (headings[0] if len(headings) == 1 else None)
    show = _text(series, "name") or metas.get("og:site_name")
    title, show = _without_show(title or title_tag, title_tag, show)
    season = _text(_inner(record, "partOfSeason"), "seasonNumber")
    number = _text(record, "episodeNumber") or ""
    return Facts(
        title=title,
        show_title=show,
        site_url=_text(series, "url"),
        feed_url=_link(page, "alternate", "rss") or _link(page, "alternate", "atom"),
        episode_number=Decimal(number) if _NUMBER.fullmatch(number) else None,
        season=int(season) if season and season.isdecimal() and len(season) < 5 else None,
        published_date=_date(page, metas, record),
        duration_ms=_duration(record, metas),
        language=_text(record, "inLanguage") or _language(page),
        description=summary or _text(record, "description"),
        episode_url=metas.get("og:url") or _link(page, "canonical"),
        audio_url=_audio(page, metas, record),
    )  # fmt: skip


def is_episode_page(page: Page) -> bool:
    """Return whether a page says that it is about an episode: by JSON-LD, its type, or a player."""
    kind = str(_record(page).get("@type", "")).lower()
    return "episode" in kind or "og:audio" in _metas(page) or any(kept.name == "audio" for kept in page.kept)


def is_generic_title(title: str) -> bool:
    """Return whether a title says only what kind of page it is.

    >>> is_generic_title("Full Transcript"), is_generic_title("Bees at Night")
    (True, False)
    """
    return _GENERIC.fullmatch(title.strip()) is not None


def _without_show(title: str | None, title_tag: str | None, show: str | None) -> tuple[str | None, str | None]:
    """Return title and show: what the title tag has beside the title names the show, and is no part of the title."""
    if title is None:
        return None, show
    parts = _BETWEEN.split(" ".join(title.split()))
    if show is not None:
        named = [part for part in parts if match_key(part) != match_key(show)]
        if len(named) < len(parts):
            title = " - ".join(named)
    elif title_tag is not None and title_tag.strip() != title.strip() and title.strip() in title_tag:
        others = [part for part in _BETWEEN.split(title_tag.replace(title.strip(), " | ")) if part.strip(" |-–—")]
        show = others[-1].strip() if others and not is_generic_title(others[-1]) else None
    return (None if is_generic_title(title) else " ".join(title.split())), show


def _metas(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for kept in page.kept:
        if kept.name == "meta" and (content := kept.attributes.get("content", "").strip()):
            name = kept.attributes.get("property") or kept.attributes.get("name") or kept.attributes.get("itemprop")
            found.setdefault((name or "").strip().lower(), content)
    return found


def _record(page: Page) -> Record:
    """Return the JSON-LD object that is nearest to an episode, an empty one where there is none."""
    best: Record = {}
    for kept in page.kept:
        if kept.name != "script" or "ld+json" not in kept.attributes.get("type", "") or len(kept.text) > _LONGEST_JSON:
            continue
        try:
            value = json.loads(kept.text)
        except (ValueError, RecursionError):
            continue
        best = min([best, *_records(value)], key=_distance)
    return best


def _records(value: Any) -> Iterator[Record]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _distance(record: Record) -> int:
    kinds = record.get("@type", "")
    names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return min((_TYPES.index(name) for name in names if name in _TYPES), default=len(_TYPES))


def _inner(record: Record, *names: str) -> Record:
    value = next((record[name] for name in names if record.get(name)), None)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _text(record: Record, *names: str) -> str | None:
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return html.unescape(str(value).strip())
    return None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _language(page: Page) -> str | None:
    stated = (
        kept.attributes.get("lang") or kept.attributes.get("xml:lang") for kept in page.kept if kept.name == "html"
    )
    return next(filter(None, stated), None)


def _kept_text(page: Page, name: str) -> str | None:
    return next((kept.text.strip() for kept in page.kept if kept.name == name and kept.text.strip()), None)


def _link(page: Page, relation: str, kind: str = "") -> str | None:
    for kept in page.kept:
        if kept.name == "link" and kept.attributes.get("rel", "").lower() == relation:
            address = kept.attributes.get("href", "").strip()
            if kind in kept.attributes.get("type", "").lower() and address.startswith("http"):
                return address
    return None


def _date(page: Page, metas: dict[str, str], record: Record) -> dt.date | None:
    stated = [_text(record, "datePublished", "uploadDate"), _first(metas, _DATES)]
    for block in page.blocks:
        stated += [inline.attributes["datetime"] for inline in block.inlines if "datetime" in inline.attributes]
    return next((day for text in stated if text and (day := parse_date(text)) is not None), None)


def _duration(record: Record, metas: dict[str, str]) -> int | None:
    media = _inner(record, "associatedMedia", "audio", "encoding")
    stated = _text(record, "duration", "timeRequired") or _text(media, "duration") or metas.get("music:duration")
    return parse_time(stated) if stated else None


def _audio(page: Page, metas: dict[str, str], record: Record) -> str | None:
    media = _inner(record, "associatedMedia", "audio", "encoding")
    sources = (kept.attributes.get("src", "") for kept in page.kept if kept.name in {"audio", "source"})
    stated = [
        _text(media, "contentUrl", "url"),
        _text(record, "contentUrl"),
        _first(metas, ("og:audio", "og:audio:url")),
    ]
    return next((address for address in [*stated, *sources] if address and address.startswith("http")), None)
