"""TTML, DFXP and IMSC: timed paragraphs and spans in XML, among them the transcripts of Apple Podcasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.ttml_head import TtmlHead
from transforms.formats.captions.ttml_speech import TtmlSpeech
from transforms.formats.captions.ttml_times import read_rates
from transforms.formats.captions.xml_source import xml_tokens
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.tokens import END, START, TEXT
from transforms.formats.markup.xml_document import refused
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from transforms.document import Document

NAME = "ttml"
MEDIA_TYPE = "application/ttml+xml"

_PARAGRAPHS = ("<p ", "<tt:p ", "<body", "<tt:body", "<head", "<tt:head", "ttml", "ttaf1")


def sniff(document: Document) -> float:
    """Return 1 for a root element `tt` (with any prefix) of a document that is a timed text."""
    if read_prolog(document.head).local != "tt":
        return 0.0
    return 1.0 if any(sign in document.head for sign in _PARAGRAPHS) else 0.5


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each sentence or line with times of its own, else for each paragraph.

    The label is the name of the agent that the text is attributed to, or its id. Entities of its own make a document
    `xml_entities_forbidden`; where it is not well-formed, what can be told apart is read all the same.
    """
    if (refusal := refused(NAME, document)) is not None:
        return refusal
    parsed = Parsed(NAME, MEDIA_TYPE)
    head, speech = _read(parsed, document)
    cues = speech.cues(head.agents)
    parsed.account(cues.at[-1] + len(cues.text[-1]) if cues else 0, len(document.text), "markup")
    episode = assemble(parsed, document, cues)
    episode.facts = head.facts
    episode.facts.duration_ms = speech.duration_ms
    return reject_wordless(parsed, episode)


def _read(parsed: Parsed, document: Document) -> tuple[TtmlHead, TtmlSpeech]:
    head, speech = TtmlHead(), TtmlSpeech(parsed, document.limits.depth)
    is_body = False
    for kind, value, attributes, start, end in xml_tokens(parsed, document.text):
        if kind == TEXT:
            if is_body:
                speech.text(value, start, end)
            else:
                head.text(value)
                parsed.account(start, end, "metadata")
            continue
        if kind == START:
            is_body = is_body or value == "body"
            speech.colours = head.colours
            if value == "tt":
                speech.rates = read_rates(attributes)
                head.root(attributes)
            (speech if is_body else head).start(value, attributes)
        elif kind == END:
            (speech if is_body else head).end(value)
            is_body = is_body and value != "body"
    return head, speech
