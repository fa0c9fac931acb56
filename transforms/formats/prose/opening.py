"""What stands above the text of an episode: title lines, a player, a block of `Key: value` lines."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.prose.fact_keys import ROLE_OF_FIELD, field_of, normal_key, set_fact
from transforms.formats.prose.guests import people_in_list
from transforms.formats.prose.headings import is_title_cased
from transforms.formats.prose.heads import scan_heads
from transforms.formats.prose.lines import is_rule, line_spans
from transforms.formats.prose.player_page import is_player, read_player_page
from transforms.formats.prose.sections import section_of_line
from transforms.formats.prose.title_block import begins_stamps, read_title_block, takes_day_or_length
from transforms.formats.prose.title_facts import episode_number
from transforms.parsed import Facts
from transforms.word_set import word_set

if TYPE_CHECKING:
    from transforms.parsed import Parsed, ParsedEpisode

_KEY_LINE = re.compile(
    r"[ \t]*(?:[-*•][ \t]+)?[*_]{0,3}(?P<key>[^\W\d_][\w .'-]{0,30}?(?:\(s\))?)[ \t]*"
    r"(?:[*_]{0,3}[:：][*_]{0,3}|\t)[ \t]*"
    r"(?P<value>.*)"
)
_H1 = re.compile(r"[ \t]*#[ \t]+(?P<title>\S.*?)[ \t#]*")
_NUMBER_LINE = re.compile(
    r"[ \t#*_\[]*(?:bonus |special )?(?:episode|ep\.?|folge|episodio|épisode)[ #:.-]*(\d{1,5}(?:\.\d{1,2})?)[ \t*_\]]*",
    re.I,
)
_DATE_PREFIX = re.compile(
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|\d{4}-\d\d-\d\d)"
)
_EXTRA_KEYS = word_set(
    "entities filearchive location format file sourcefile archive recordedat license licence rating explicit views"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}", re.I)
_LINES = 40
_ESTABLISHED = 3
_TITLE_LENGTH, _DAY_LENGTH = 200, 80
_SHOW_DASH = re.compile(r"[ ][-–—][ ]")
_HEADING_SIGN = re.compile(r"(?:#\+TITLE:|#{1,6}|={1,5}|h[1-3]\.)[ \t]+", re.I)
_SENTENCE_END = ("", *".?!,;:：。！？")


class Opening(NamedTuple):
    """Where the text of the episode begins, and where its title and show stand."""

    end: int
    title: str | None = None
    show: str | None = None


def read_opening(parsed: Parsed, episode: ParsedEpisode, text: str, start: int, end: int) -> int:
    """Add to `episode` what the lines above its text say, and return where the text begins."""
    lines = line_spans(text, start, min(end, start + 20_000))[:_LINES]
    at = read_player_page(parsed, episode, text, lines)
    if at is not None:
        return at
    index = read_title_block(parsed, episode.facts, text, lines)
    while index < len(lines):
        first, last = lines[index]
        line = text[first:last]
        if is_rule(line) and index + 1 < len(lines):
            parsed.account(first, last, "markup")
        elif (stop := _read_line(parsed, episode, text, lines, index, end)) is None:
            break
        elif stop < last:
            return stop
        else:
            while index + 1 < len(lines) and lines[index + 1][0] < stop:
                index += 1
        index += 1
    return lines[index][0] if index < len(lines) else (lines[-1][1] if lines and len(lines) < _LINES else start)


def _read_line(
    parsed: Parsed, episode: ParsedEpisode, text: str, lines: list[tuple[int, int]], index: int, end: int
) -> int | None:
    """Read one line of an opening; return where what was read of it ends, or None if it is not of the opening."""
    first, last = lines[index]
    line, facts = text[first:last], episode.facts
    if (h1 := _H1.fullmatch(line)) is not None and section_of_line(line) is None:
        if facts.title is None:
            facts.title = h1["title"].strip("*_ ")
        elif h1["title"].strip("*_ ").casefold() != facts.title.casefold():
            return None
        parsed.account(first, last, "title")
        return last
    if (number := _NUMBER_LINE.fullmatch(line)) is not None:
        set_fact(facts, "episode_number", number[1])
        parsed.account(first, last, "metadata")
        return last
    if (pair := _key_line(line)) is not None:
        if _is_known_key(text, lines, index):
            return _read_pair(parsed, episode, text, pair, lines, index)
        if _is_foreign_key(text, lines, index, pair["key"], end):
            stop = _paragraph_end(text, lines, index)
            parsed.account(first, stop, "notes")
            return stop
    if facts.title is not None and _says_when_or_where(facts, text, lines, index):
        parsed.account(first, last, "metadata")
        return last
    if facts.title is None and index == _title_index(facts) and _is_title(text, lines[index:], end):
        _read_title(parsed, episode, text, lines[index:])
        return last
    if index == 0 and facts.title is None and _is_day_above_title(facts, text, lines, end):
        parsed.account(first, last, "metadata")
        return last
    if index == 0 and _is_known_key(text, lines, 1) and _is_known_key(text, lines, 2):
        parsed.account(first, last, "metadata")
        return last
    return None


def _says_when_or_where(facts: Facts, text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Take a line below the title that is a day, a length or an address, and return whether it is one."""
    first, last = lines[index]
    line = text[first:last].strip()
    if _ADDRESS.fullmatch(line) is not None:
        return set_fact(facts, "episode_url", line)
    is_short = last - first <= _DAY_LENGTH and not begins_stamps(text, lines, index)
    return is_short and takes_day_or_length(facts, text[first:last], is_trial=False)


def _stands_between(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Return whether a line stands right between two lines of known keys."""
    if index == 0 or index + 1 >= len(lines) or text.count("\n", lines[index - 1][1], lines[index + 1][0]) > 2:
        return False
    return _is_known_key(text, lines, index - 1) and _is_known_key(text, lines, index + 1)


def _key_line(line: str) -> re.Match[str] | None:
    return _KEY_LINE.fullmatch(line) if ":" in line or "：" in line or "\t" in line else None


def _key_field(text: str, lines: list[tuple[int, int]], index: int) -> str | None:
    pair = _key_line(text[slice(*lines[index])])
    return field_of(pair["key"]) if pair is not None else None


def _is_known_key(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    pair = _key_line(text[slice(*lines[index])]) if index < len(lines) else None
    return pair is not None and (field_of(pair["key"]) is not None or normal_key(pair["key"]) in _EXTRA_KEYS)


def _is_foreign_key(text: str, lines: list[tuple[int, int]], index: int, key: str, end: int) -> bool:
    """Return whether an unknown key goes on a block of known ones: in the same capitals, and never used again."""
    comes_again = f"{key}:" in text[lines[index][1] : end]
    if _stands_between(text, lines, index):
        return not comes_again
    known = [i for i in range(index) if _is_known_key(text, lines, i)]
    written = {text[slice(*lines[i])].split(":", maxsplit=1)[0].isupper() for i in known}
    # In capitals also behind a blank line: nobody is called so once, among people who are called otherwise.
    is_near = key.isupper() or text.count("\n", lines[index - 1][1], lines[index][0]) == 1
    return len(known) >= _ESTABLISHED and key.isupper() in written and is_near and not comes_again


def _is_day_above_title(facts: Facts, text: str, lines: list[tuple[int, int]], end: int) -> bool:
    """Return whether the first line is the day, and the title stands below it; set the day if so."""
    day = Facts()
    takes_day_or_length(day, text[slice(*lines[0])], is_trial=False)
    if day.published_date is None or len(lines) < 2 or not _is_title(text, lines[1:], end):
        return False
    facts.published_date = facts.published_date or day.published_date
    return True


def _title_index(facts: Facts) -> int:
    """Return which line the title is, if any: the first, or the one below the day."""
    return 0 if facts.published_date is None else 1


def _read_title(parsed: Parsed, episode: ParsedEpisode, text: str, lines: list[tuple[int, int]]) -> None:
    first, last = lines[0]
    line, facts = text[first:last], episode.facts
    dash = _SHOW_DASH.search(line)
    is_dated = len(lines) > 1 and _KEY_LINE.match(text, *lines[1]) is not None
    if dash is not None and is_dated:
        facts.show_title = facts.show_title or line[: dash.start()].strip()
        line = line[dash.end() :].strip()
    facts.title = _HEADING_SIGN.sub("", line)
    parsed.account(first, last, "title")


def _is_title(text: str, lines: list[tuple[int, int]], end: int) -> bool:
    """Return whether the first line is a title: short, no sentence, in title case or numbered, with text below."""
    first, last = lines[0]
    line = text[first:last]
    if last - first > _TITLE_LENGTH or line.rstrip("*_ ")[-1:] in _SENTENCE_END or len(lines) < 2:
        return False
    if is_player(line) or section_of_line(line) is not None or unicodedata.category(line[0]) in ("So", "Sk"):
        return False
    if re.search(rf"\n[ \t]*{re.escape(line)}[ \t]*\n", text[lines[1][1] : end]) or takes_day_or_length(
        Facts(), line, is_trial=True
    ):
        return False
    if "://" in line or any(_key_field(text, lines, i) == "title" for i in range(1, len(lines))):
        return False
    if _is_known_key(text, lines, 1):
        return True
    heads = scan_heads(text, first, last)
    if len(heads) and (heads.ms[0] is not None or f"\n{heads.label[0]}" in text[last:end]):
        return False
    is_apart = text.count("\n", last, lines[1][0]) > 1 or begins_stamps(text, lines, 1)
    is_apart |= _ADDRESS.fullmatch(text[slice(*lines[1])].strip()) is not None or text[lines[1][0]] == ">"
    is_apart = is_apart or len(scan_heads(text, *lines[1])) > 0
    is_numbered = episode_number(line) is not None
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    is_cased = is_title_cased(line[:110]) or (
        len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)
    )
    return (is_numbered or is_cased) and (is_apart or is_numbered or text[lines[1][0]].isupper()) and end > last


def _read_pair(
    parsed: Parsed, episode: ParsedEpisode, text: str, pair: re.Match[str], lines: list[tuple[int, int]], index: int
) -> int | None:
    first, last = lines[index]
    key, value = pair["key"], pair["value"].strip(" \t*_")
    field, place = field_of(key), first + pair.start("value")
    stop: int | None = last
    if field == "published_date" and (dated := _DATE_PREFIX.match(value)) is not None and dated.end() < len(value):
        set_fact(episode.facts, field, dated[0])
        stop = text.index(dated[0], place) + len(dated[0])
    elif field in ROLE_OF_FIELD:
        stop = last if value and _add_people(episode, field, value, place) else None
    elif field in ("categories", "tags"):
        getattr(episode.facts, field).extend(_listed(value))
    elif field is not None and field != "description":
        stop = last if _takes(parsed, episode, field, key, value) else None
    elif field == "description":
        stop = _paragraph_end(text, lines, index)
        set_fact(episode.facts, "description", text[place:stop])
    if stop is not None:
        parsed.account(first, stop, "metadata")
    return stop


def _takes(parsed: Parsed, episode: ParsedEpisode, field: str, key: str, value: str) -> bool:
    if field == "show_title" and re.match(r"<?https?://", value):
        return False
    if set_fact(episode.facts, field, value.strip("<>")):
        return bool(value)
    if field in ("published_date", "duration_ms") and any(map(str.isdigit, value)) and len(value) < 60:
        parsed.warn("metadata_invalid", f"header {key}", value)
        return True
    return False


def _paragraph_end(text: str, lines: list[tuple[int, int]], index: int) -> int:
    while index + 1 < len(lines) and text.count("\n", lines[index][1], lines[index + 1][0]) == 1:
        if _key_line(text[slice(*lines[index + 1])]):
            break
        index += 1
    return lines[index][1]


def _add_people(episode: ParsedEpisode, field: str, value: str, place: int) -> bool:
    """Add the people of a header line, unless its value is something that is said and not a list of names."""
    if value[-1] in ".?!" or len(value.split()) > 24:
        return False
    names = list(people_in_list(value, place, ROLE_OF_FIELD[field], is_present=field != "helpers"))
    if not names or not all(name.name[0].isupper() or len(name.name.split()) == 1 for name in names):
        return False
    if any(word[0].islower() and len(word) > 3 for name in names for word in name.name.split()) and len(names) == 1:
        return False
    episode.people += names
    return True


def _listed(value: str) -> list[str]:
    """Return the entries of a list, also of one whose separators are lost (`AICodingJobs`)."""
    if re.search(r"[,;|#]", value):
        return [part.strip() for part in re.split(r"[,;|#]", value) if part.strip()]
    if " " in value or not re.search(r"[a-z][A-Z]", value):
        return [value] if value else []
    return [part for part in re.split(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", value) if part]
