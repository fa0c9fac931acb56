"""RSS and Atom feeds: every item is an episode with what the feed says of it and of its show; there is no speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup.feed_fields import Fields, shown_notes
from transforms.formats.markup.feed_items import read_item
from transforms.formats.markup.feed_people import author_name, people_of
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.tree import Grown
from transforms.formats.markup.xml_document import refused, too_deep, warn_malformed
from transforms.formats.markup.xml_tokens import XmlTokens
from transforms.parsed import Facts, Parsed, ParsedEpisode, Person, ignored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.markup.tree import Node

NAME = "feed"
MEDIA_TYPE = "application/rss+xml"
_ROOTS = frozenset({"rss", "rdf:rdf", "feed", "atom:feed", "channel"})
_ITEMS = frozenset({"item", "entry", "atom:entry"})
_MOST_CATEGORIES = 50


def sniff(document: Document) -> float:
    """Return how likely the document is a feed, by its root element."""
    prolog = read_prolog(document.head)
    if prolog.root not in _ROOTS:
        return 0.0
    # Other documents have a root named `channel` or `feed` too.
    return 0.97 if prolog.root in {"rss", "rdf:rdf"} or "<item" in document.head or "<entry" in document.head else 0.7


def parse(document: Document) -> Parsed:
    """Return an episode for each item, with the channel's facts; a feed about no sound at all is ignored.

    People named for an item replace those of the channel. Entity declarations and too deep nesting are rejected.
    """
    if (refusal := refused(NAME, document)) is not None:
        return refusal
    parsed = Parsed(NAME, MEDIA_TYPE)
    tokens = XmlTokens(document.text)
    grown = Grown(tokens, document.limits.depth, _ITEMS)
    is_heard = False
    for item in grown:
        is_heard = is_heard or _is_episode(item)
        parsed.episodes.append(read_item(parsed, item, document))
    if grown.is_too_deep:
        return too_deep(NAME, document)
    if not is_heard:
        reason = "article" if parsed.episodes else "data_file"
        return ignored(NAME, reason, len(document.text))
    _add_channel(parsed, grown.root)
    warn_malformed(parsed, tokens)
    return parsed


def _is_episode(item: Node) -> bool:
    return any(
        child.name.startswith(("itunes:", "podcast:", "media:", "psc:", "yt:"))
        or child.name == "enclosure"
        or child.get("rel") == "enclosure"
        for child in item.children()
    )


def _add_channel(parsed: Parsed, root: Node) -> None:
    """Give every episode what the channel says, and account for the channel's own characters."""
    (top, *others) = [*root.children()] or [root]
    channel = next(top.descendants("channel"), top)
    fields = Fields(channel)
    shown, people = _show(fields), [*people_of(fields)]
    for episode in parsed.episodes:
        _share(episode, shown, people)
    parsed.account(0, channel.start, "markup")
    fields.account(parsed)
    for node in others:
        parsed.account(node.start, node.end, "ignored")
    parsed.account(channel.end, root.end, "markup")


def _show(fields: Fields) -> Facts:
    owner = next(fields.all("itunes:owner"), None)
    name = owner.child("name") if owner is not None else None
    author = fields.text("itunes:author", "googleplay:author", "author", "managingeditor", "dc:creator")
    notes = fields.first("description", "itunes:summary", "subtitle", "itunes:subtitle", "googleplay:description")
    categories = (node.get("text", "term") or node.text() for node in _categories(fields.node))
    return Facts(
        show_title=fields.text("title", "atom:title"),
        publisher=author_name(author or "") or (author_name(name.text()) if name is not None else None),
        show_description=shown_notes(notes)[0].text or None if notes is not None else None,
        feed_url=_feed_address(fields),
        site_url=_site_address(fields),
        categories=list(dict.fromkeys(filter(None, categories)))[:_MOST_CATEGORIES],
        language=fields.text("language", "dc:language") or fields.node.get("xml:lang"),
    )


def _categories(channel: Node) -> Iterator[Node]:
    for child in channel.children():
        if child.name in {"itunes:category", "category", "googleplay:category"}:
            yield child
            yield from child.descendants("category")


def _feed_address(fields: Fields) -> str | None:
    if (moved := fields.text("itunes:new-feed-url")) is not None:
        return moved
    return next((node.get("href") for node in fields.all("atom:link", "link") if node.get("rel") == "self"), None)


def _site_address(fields: Fields) -> str | None:
    for node in fields.all("link", "atom:link"):
        if node.get("rel") in {None, "alternate"} and (address := node.get("href") or node.text()):
            return address
    return None


def _share(episode: ParsedEpisode, shown: Facts, people: list[Person]) -> None:
    facts = episode.facts
    facts.show_title, facts.publisher = shown.show_title, shown.publisher
    facts.show_description, facts.categories = shown.show_description, shown.categories
    facts.feed_url, facts.site_url = shown.feed_url, shown.site_url
    facts.language = facts.language or shown.language
    if not episode.people:
        episode.people += people
