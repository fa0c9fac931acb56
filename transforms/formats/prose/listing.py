"""A page that lists many episodes, as parsed episodes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.formats.prose.body import read_body
from transforms.formats.prose.extent import Source
from transforms.formats.prose.guests import guests_in_title, merge_people, people_in_list
from transforms.formats.prose.lines import line_spans
from transforms.formats.prose.title_facts import episode_number, season_number
from transforms.parsed import Parsed, ParsedEpisode
from transforms.time_audit import audit_times

if TYPE_CHECKING:
    from transforms.document import Limits
    from transforms.formats.prose.listing_page import ListedEpisode, Listing
    from transforms.parsed import Person

_PAGER = re.compile(
    r"\d{1,5}|go to|next|prev(?:ious)?|first|last|page|[«»‹›<>…|]+|sort by.*|show(?:ing)? \d.*|total \d+ \w+"
    r"|(?:total )?\d+ (?:episodes?|results?|items?)",
    re.I,
)
_TAGLINE = re.compile(r"[ ][—–|-][ ](?=(?:\S+[ ]){4})")
_AUTHORS = re.compile(
    r"[^\W\d_]+(?:[ ](?:\+|&|and)[ ]|,[ ]|[ ])[^\W\d_]+(?:(?:[ ](?:\+|&|and)[ ]|,[ ]|[ ])[^\W\d_]+){0,6}"
)
_MANY_WORDS = 12
_SHARED = 0.6


def read_listing(text: str, listing: Listing, limits: Limits) -> Parsed:
    """Return the episodes of a listing, each with what the page says of the show."""
    parsed = Parsed("listing_page")
    show = ParsedEpisode(*listing.header)
    authors = _read_header(parsed, show, text, listing)
    suffix = _common_suffix([text[slice(*record.body)] for record in listing.episodes])
    for record in listing.episodes:
        parsed.episodes.append(_read_record(parsed, show, authors, text, record, suffix, limits))
    parsed.account(listing.end, len(text), "markup")
    return parsed


def _read_header(parsed: Parsed, show: ParsedEpisode, text: str, listing: Listing) -> list[Person]:
    """Read the lines above the records: title, categories, authors, description, pager; return the authors."""
    facts = show.facts
    authors: list[Person] = []
    spans = [span for span in line_spans(text, *listing.header) if not _PAGER.fullmatch(text[slice(*span)])]
    parsed.account(*listing.header, "metadata")
    if not spans:
        return authors
    title = text[slice(*spans[0])]
    tagline = _TAGLINE.search(title)
    facts.show_title = title[: tagline.start()] if tagline else title
    described = next((span for span in spans[1:] if len(text[slice(*span)].split()) > _MANY_WORDS), None)
    facts.show_description = text[slice(*described)] if described else title[tagline.end() :] if tagline else None
    short = [span for span in spans[1:] if described is None or span[0] < described[0]]
    if short and (len(short) > 1 or _AUTHORS.fullmatch(text[slice(*short[-1])])):
        facts.publisher = text[slice(*short[-1])]
        # A plus sign is as wide as the ampersand that the reader of lists knows: the places stay.
        listed = facts.publisher.replace(" + ", " & ")
        authors = list(people_in_list(listed, short[-1][0], "host", is_present=False))
        short = short[:-1]
    facts.categories = [text[slice(*span)] for span in short]
    return authors


def _common_suffix(bodies: list[str]) -> str:
    """Return the words that (nearly) all bodies end with: boilerplate of the page's host, not of the episode."""
    tails = Counter(body[-400:] for body in bodies if body)
    if len(bodies) < 3 or not tails:
        return ""
    samples = sorted({body[-400:] for body in bodies if body})
    best = ""
    for a, b in pairwise(samples):
        shared = _shared_end(a, b)
        if len(shared) > len(best) and sum(body.endswith(shared) for body in bodies) >= _SHARED * len(bodies):
            best = shared
    cut = best.find(" ")
    return best[cut + 1 :] if cut >= 0 and len(best) - cut > 20 else ""


def _shared_end(a: str, b: str) -> str:
    length = 0
    while length < min(len(a), len(b)) and a[-1 - length] == b[-1 - length]:
        length += 1
    return a[len(a) - length :] if length else ""


def _read_record(
    parsed: Parsed,
    show: ParsedEpisode,
    authors: list[Person],
    text: str,
    record: ListedEpisode,
    suffix: str,
    limits: Limits,
) -> ParsedEpisode:
    episode = ParsedEpisode(record.start, record.end)
    facts, known = episode.facts, show.facts
    facts.show_title, facts.publisher, facts.show_description = (
        known.show_title,
        known.publisher,
        known.show_description,
    )
    facts.categories = list(known.categories)
    facts.title = text[slice(*record.title)]
    facts.episode_number, facts.season = episode_number(facts.title), season_number(facts.title)
    facts.published_date, facts.duration_ms = record.date, record.meta.duration_ms
    if record.date is None and record.meta.numbers is not None:
        parsed.warn("metadata_invalid", f"character {record.meta.start}", text[record.meta.start : record.meta.end])
    episode.people = [*guests_in_title(facts.title, record.title[0]), *authors]
    start, end = record.body
    parsed.account(record.start, start, "title")
    parsed.account(record.meta.start, record.meta.end, "metadata")
    if suffix and text.endswith(suffix, start, end):
        parsed.account(end - len(suffix), end, "markup")
        end -= len(suffix)
    source = Source(text, is_markdown=False, is_known=True, label_limit=limits.labels)
    read_body(parsed, episode, source, start, end)
    audit_times(parsed, episode.speech.complete())
    episode.people = merge_people(episode.people)
    return episode
