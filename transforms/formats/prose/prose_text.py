"""Text and Markdown of every layout: the one format of this package, recognised by having no other form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.line_ends import unify
from transforms.formats.prose.body import read_body, take_region
from transforms.formats.prose.extent import Source
from transforms.formats.prose.fact_keys import is_about_episode
from transforms.formats.prose.front_matter import find_front_matter
from transforms.formats.prose.front_matter_facts import apply_front_matter
from transforms.formats.prose.front_matter_speech import read_entries, transcript_value
from transforms.formats.prose.guests import guests_in_title, merge_people
from transforms.formats.prose.listing import read_listing
from transforms.formats.prose.listing_page import find_listing
from transforms.formats.prose.not_episode import why_not, why_nothing
from transforms.formats.prose.odd_marks import changed_stretches, with_usual_marks
from transforms.formats.prose.opening import read_opening
from transforms.formats.prose.region import parse_region
from transforms.formats.prose.repeated import drop_repeated_body
from transforms.formats.prose.title_facts import episode_number, season_number
from transforms.formats.prose.values import Scalar
from transforms.parsed import Parsed, ParsedEpisode, ignored, rejected
from transforms.time_audit import audit_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.prose.front_matter import FrontMatter

NAME = "text"
MEDIA_TYPE = "text/plain"
# Each begins with a sign of its own, so that the search skips to it.
_MARKDOWN = (
    re.compile(r"\n(?:> ?)?(?:#{1,6} \S|\*\*[^*\n]{1,80}\*\*|[*_]{1,2}[^*_\n]{1,80}[*_]{1,2}[\s:]|```)"),
    re.compile(r"\]\(\S{1,500}\)"),
    re.compile(r"\\\["),
)
_ENOUGH = 60_000
_FENCE = re.compile(r"^[ \t]{0,12}(```|~~~)[^\n]*", re.M)
_INK = re.compile(r"[^\s]")


def sniff(document: Document) -> float:
    """Return 0.9 for front matter before a text, 0.3 for any other text, less for what begins like JSON or markup."""
    head = document.head.lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        if document.text[-200:].rstrip()[-1:] == "}":
            return 0.05  # most JSON is a document by itself: nothing stands behind it
        return 0.9 if find_front_matter(unify(document.text), document.limits) is not None else 0.05
    if head.startswith(("---", "+++")):
        return 0.6
    return 0.05 if head.startswith(("<", "[{", "[\n", "{")) else 0.3


def parse(document: Document) -> Parsed:
    """Return the parsed document: the episodes of a listing, the one of any other text, or why it is left alone."""
    written = unify(document.text)
    text = with_usual_marks(written)
    parsed = _parse_text(document, text)
    parsed.accounts += [(start, end, "markup") for start, end in changed_stretches(written, text)]
    return parsed


def _parse_text(document: Document, text: str) -> Parsed:
    front = find_front_matter(text, document.limits)
    if front is not None and front.reason == "yaml_alias_limit":
        return rejected("markdown", "yaml_alias_limit", "line 1", text[:120], front.detail)
    if (reason := why_not(text, front)) is not None:
        return ignored(NAME, reason, len(text))
    listing = find_listing(text, 0, len(text)) if front is None else None
    if listing is not None:
        return read_listing(text, listing, document.limits)
    return _parse_one(document, text, front)


def _parse_one(document: Document, text: str, front: FrontMatter | None) -> Parsed:
    head = "\n" + text[:_ENOUGH]
    is_markdown = front is not None or any(sign.search(head) is not None for sign in _MARKDOWN)
    parsed = Parsed("markdown" if is_markdown else NAME, "text/markdown" if is_markdown else MEDIA_TYPE)
    episode = ParsedEpisode(0, len(text))
    start, is_known = 0, False
    if front is not None:
        parsed.account(0, front.end, "metadata")
        apply_front_matter(parsed, episode, front.values)
        is_known = is_about_episode(set(front.values))
        start = front.end
        if front.reason is not None:
            parsed.warn(front.reason, "line 1", front.detail)
    has_speech = front is not None and _read_listed(parsed, episode, text, front)
    body = _without_code(text, start) if is_markdown else text
    start = read_opening(parsed, episode, body, start, len(text))
    is_known = is_known or _has_facts(episode)
    inner_known = is_known or has_speech
    source = Source(body, is_markdown, inner_known, document.limits.labels)
    has_speech |= read_body(parsed, episode, source, start, len(text))
    if not has_speech and not _is_episode(episode, is_known=is_known):
        return ignored(NAME, why_nothing(text, front), len(text))
    drop_repeated_body(parsed, episode)
    audit_times(parsed, episode.speech.complete())
    _finish(episode, text)
    parsed.episodes.append(episode)
    return parsed


def _has_facts(episode: ParsedEpisode) -> bool:
    """Return whether the lines above a text say what only is said of an episode."""
    facts = episode.facts
    stated = (facts.show_title, facts.duration_ms, facts.episode_number, facts.audio_url, facts.season)
    return any(value is not None for value in stated) or any(
        person.role in ("host", "guest") for person in episode.people
    )


def _is_episode(episode: ParsedEpisode, *, is_known: bool) -> bool:
    """Return whether a record without speech is about an episode: by its keys, or by chapters with times."""
    timed = sum(chapter.time_ms is not None for chapter in episode.chapters)
    return is_known or timed >= 3


def _read_listed(parsed: Parsed, episode: ParsedEpisode, text: str, front: FrontMatter) -> bool:
    """Read the transcript that stands in the values of front matter, if any; return whether there is one."""
    value = transcript_value(front.values)
    if value is None:
        return False
    if isinstance(value, Scalar):
        region = parse_region(text, value.start, value.end, is_markdown=True) if len(value.text) > 80 else None
    else:
        region = read_entries(value)
    if region is None:
        return False
    take_region(parsed, episode, text, region)
    if any(role == "duplicate" for _, _, role in region.accounts):
        parsed.warn("repeated_body", "front matter", "lines that stand twice, once without speaker and time")
    return True


def _without_code(text: str, start: int) -> str:
    """Return the text with its fenced code blanked out, of the same length, unless most of the text is fenced."""
    blocks = list(_fenced(text, start)) if "```" in text or "~~~" in text else []
    if not blocks or sum(b - a for a, b in blocks) * 2 > len(text) - start:
        return text
    pieces, at = [], 0
    for first, last in blocks:
        pieces += [text[at:first], _INK.sub(" ", text[first:last])]
        at = last
    return "".join([*pieces, text[at:]])


def _fenced(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of fenced code: from a line that begins with three backticks or tildes to the next such."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text, start):
        if opened is None:
            opened = match
        elif match[1] == opened[1]:
            yield opened.start(), match.end()
            opened = None


def _finish(episode: ParsedEpisode, text: str) -> None:
    """Add what the title says of guests and numbers, and make every person one entry."""
    facts = episode.facts
    if facts.title is not None:
        place = max(0, text.find(facts.title))
        episode.people += guests_in_title(facts.title, place)
        if facts.episode_number is None:
            facts.episode_number = episode_number(facts.title)
        if facts.season is None:
            facts.season = season_number(facts.title)
    episode.people = merge_people(episode.people)
