"""The names that pages give to their parts, on lines of their own or glued to the words around them."""

from __future__ import annotations

import re
from typing import NamedTuple

_OF_TRANSCRIPT = (
    r"(?:(?:full|episode|podcast|edited|complete|audio|video|rough|interview|the|auto(?:mat(?:ed|ic))?|ai|machine"
    r"|auto-?generated|machine-?generated|raw|verbatim)[ -])*transcript(?:s|ion)?"
    r"|search (?:in video|(?:the )?transcript)"
    r"|transcripción|transcrição|trascrizione|transkript(?:ion)?|transkrypcja|транскрипт|расшифровка"
    r"|文字起こし|逐字稿|文字稿(?:全文)?|녹취록|نص الحلقة"
)
_OF_NOTES = (
    r"(?:(?:episode|podcast|full)[ ])?(?:show ?notes|shownotes)|(?:audio version )?time ?stamps|(?:episode )?chapters"
    r"|(?:episode |relevant |useful |related |other )*links|resources|references|further reading|sections"
    r"|(?:in this episode|topics(?: covered)?|highlights|key takeaways|takeaways|outline|table of contents|sponsors?"
    r"|people(?: mentioned)?|mentioned(?: in (?:this|the) episode)?|about (?:the|our) (?:guests?|hosts?|show|podcast)"
    r"|where to find \w+(?: \w+)?|guests?|credits|show links|books(?: mentioned)?|further listening|bio|summary"
    r"|description|overview|notes|read more|learn more|connect(?: with us)?)"
)
_OF_TAIL = (
    r"discussion(?: about this (?:podcast|episode))?|comments?|leave a (?:comment|reply)|share this (?:episode|post)?"
    r"|(?:related|more|previous|next|recent|latest) (?:episodes?|posts?|podcasts?)|ready for more\??|subscribe(?: now)?"
    r"|you (?:might|may) also like|join the conversation|about the authors?|tags|categories|©.*"
)
_LINE = re.compile(
    rf"[\s#*_>=•-]*(?:(?P<transcript>{_OF_TRANSCRIPT})|(?P<notes>{_OF_NOTES})|(?P<tail>{_OF_TAIL}))"
    r"[\s:*_.=-]*(?:\(\d+\))?[\s#*_]*",
    re.I,
)
# Glued to the end of the sentence or title before them, and to what follows. Words first: the search skips to them.
_GLUED = re.compile(
    r"(?:Audio Version Timestamps|Timestamps|Show Notes|Show notes|Shownotes|Chapters|Transcript(?:ion|s)?|Links"
    r"|Sections|Lightning Rounds|Other Links)(?=\*|:|\[|\n|[^\W\d_a-z]|courtesy|assisted|$| \*)"
)
_SENTENCE_END = '.!?)]”"’…'
# A line of a few words that does not begin with a number, as most lines with times do.
_SHORT_LINE = re.compile(r"\n[ \t]*+(?![0-9\[(])([^\n]{2,60}+)(?=\n|$)")
_TRANSCRIPT = re.compile(r"T(?:RANSCRIPTS?|ranscript(?:ion|s)?):?")
_FOOTER = re.compile(
    r"\s*(?:Get full access to .{1,120} at \S+|This is a public episode\. If you.{0,300}|Hosted on Acast\. See .{0,80}"
    r"|Learn more about your ad choices\. Visit .{0,80}|Advertising Inquiries: .{0,80}|Privacy & Opt-Out: .{0,80}"
    r"|Support this podcast: \S{0,200}|Hosted by Simplecast, .{0,200}|See omnystudio\.com/listener.{0,80}"
    r"|(?:Transcription|Meeting) ended after \d{1,2}:\d\d:\d\d[^\n]{0,8}"
    r"|[^\n]{1,80} (?:started|stopped) transcription|[A-Z][a-z]{3,20} \(auto-generated\)"
    r"|This editable transcript was computer generated .{0,200}"
    r"|Our GDPR privacy policy .{0,200}|Learn more about .{0,60} at \S+)\s*$"
)
_FOOTER_REACH = 500


class Section(NamedTuple):
    """A part's name: `kind` is 'transcript', 'notes' or 'tail'."""

    kind: str
    start: int
    end: int


def section_of_line(line: str) -> str | None:
    """Return which kind of part a line names, if that is all it does.

    >>> [section_of_line(line) for line in ("## Show Notes:", "Full Transcript", "Discussion (0)", "Transcripts help")]
    ['notes', 'transcript', 'tail', None]
    """
    if len(line) > 80 or _has_inner_colon(line):
        return None
    match = _LINE.fullmatch(line)
    return match.lastgroup if match is not None else None


def _has_inner_colon(line: str) -> bool:
    """Return whether words follow a colon at once, as in a time: then a line names no part, but it may be a notice."""
    place = line.find(":")
    return place >= 0 and line[place + 1 : place + 2].isalnum() and "©" not in line


def line_sections(text: str, start: int, end: int) -> list[Section]:
    """Return the parts that are named on lines of their own between two offsets, in order."""
    found = []
    for match in _SHORT_LINE.finditer("\n" + text[start:end]):
        kind = section_of_line(match[1])
        if kind is not None:
            found.append(Section(kind, start - 1 + match.start(1), start - 1 + match.end(1)))
    return found


def glued_sections(text: str, start: int, end: int) -> list[int]:
    """Return where the name of a part is glued to the words before it, in order."""
    places = [match.start() for match in _GLUED.finditer(text, start, end)]
    before = ((place, text[place - 1]) for place in places if place > 0)
    return [place for place, sign in before if sign.isalnum() or sign == "_" or sign in _SENTENCE_END]


def transcript_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the word for a transcript stands as a name of what follows, glued or not, but not in a sentence."""
    found = []
    for match in _TRANSCRIPT.finditer(text, start, end):
        before, after = text[max(start, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
        in_sentence = after[:1] == " " and after[1:].islower()
        if before != " " and not in_sentence:
            found.append(match.span())
    return found


def footer_start(text: str, start: int, end: int) -> int:
    """Return where the boilerplate at the end of a stretch begins that podcast hosts put under every text."""
    match = _FOOTER.search(text, max(start, end - _FOOTER_REACH), end)
    while match is not None:
        end = match.start()
        match = _FOOTER.search(text, max(start, end - _FOOTER_REACH), end)
    return end
