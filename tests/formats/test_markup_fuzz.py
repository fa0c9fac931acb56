"""Markup of any kind put together at random: parsers of XML and HTML raise nothing and stay within the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.test_fuzz import assert_sound
from tests.patience import assert_within
from transforms.document import Document
from transforms.formats import markup
from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.page_reader import read_page
from transforms.formats.markup.tokens import TEXT
from transforms.formats.markup.xml_tokens import XmlTokens
from transforms.tabulate import ParsedDocument

NAMES = (
    "div", "p", "span", "b", "strong", "i", "a", "br", "table", "tr", "td", "th", "thead", "dl", "dt", "dd", "ul",
    "li", "h1", "h2", "h3", "time", "cite", "script", "style", "title", "head", "body", "html", "nav", "main",
    "article", "pre", "svg", "select", "template", "rss", "channel", "item", "enclosure", "description",
    "itunes:duration", "pubDate", "guid", "podcast:person", "podcast:transcript", "content:encoded", "psc:chapters",
    "psc:chapter", "feed", "entry", "Trans", "Speaker", "Turn", "Sync", "Who", "Episode", "Section", "speech",
    "speaker", "text", "turn", "u", "w", "TIER", "ANNOTATION_DOCUMENT", "TIME_SLOT", "ALIGNABLE_ANNOTATION",
    "chapters", "chapter", "Subtitle", "TextSample", "window", "contribution", "segment",
)  # fmt: skip
ATTRIBUTES = (
    "", ' class="speaker"', ' class="timestamp"', ' data-start="1.5"', ' data-m="900" data-d="50"',
    ' data-speaker="Ann"', ' startTime="0"', ' time="1.5"', ' nb="2"', ' start="00:01" end="9"', ' speaker="Ann"',
    ' url="http://a.example"', ' href="http://a.example"', ' id="x"', " xml:id='x'", ' who="#x"', ' hidden', ' a="',
    " b='", ' c=">"', "/", ' TIME_SLOT_ID="x" TIME_VALUE="9"', ' TIME_SLOT_REF1="x"',
    ' TimeIn="00:00:01:200" TimeOut="x"', ' sampleTime="9"', ' begin="1" text="a"', ' speaker-reference="x"',
    ' xmlns:q="https://podcastindex.org/namespace/1.0"',
)  # fmt: skip
WORDS = (
    "Ann", "Ann:", " Hello there. ", "0:05", "[00:01:02]", "12", "&amp;", "&nbsp;", "&bogus;", "&#0;", "&#xD800;",
    "<", ">", "]]>", "<!--", "-->", "<![CDATA[", "<?", "?>", "\n", "\r\n", "é", "大家", "\0", "😀", "<!DOCTYPE html>",
    '<?xml version="1.0"?>', "2024-05-06", "3723",
)  # fmt: skip
tags = st.builds(lambda slash, name, attributes: f"<{slash}{name}{'' if slash else attributes}>",
                 st.sampled_from(("", "", "/")), st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))  # fmt: skip
documents = st.lists(tags | st.sampled_from(WORDS) | st.text(max_size=4), max_size=60).map("".join)
roots = st.sampled_from(("", "<html>", "<rss>", "<Trans>", "<transcripts>", "<TEI>", "<ANNOTATION_DOCUMENT>",
                         "<basic-transcription>", "<chapters>", "<DCSubtitle>", "<TextStream>", "<window><time>",
                         "<folker-transcription>", '{"text":"<p>', '<?xml version="1.0"?>'))  # fmt: skip
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@calm
@given(roots, documents)
def test_every_markup_parser_stands_any_markup(root: str, text: str) -> None:
    document = Document("0" * 16, "input.xml", storable(root + text))
    for fmt in markup.FORMATS:
        assert 0.0 <= fmt.sniff(document) <= 1.0
        parsed = fmt.parse(document)
        if parsed is not None:
            assert_sound(ParsedDocument("0" * 16, "input", "utf-8", document.text, parsed))


@calm
@given(documents)
def test_tokens_come_in_order_and_texts_stand_where_they_say(text: str) -> None:
    text = storable(text)
    for tokens in (html_tokens(text), html_tokens(text, is_xml=True), XmlTokens(text)):
        reached = 0
        for kind, value, _, start, end in tokens:
            assert reached <= start <= end <= len(text)
            reached = end
            if kind == TEXT and "&" not in text[start:end]:
                assert value == text[start:end]


@calm
@given(documents)
def test_blocks_of_a_page_stand_in_order(text: str) -> None:
    page = read_page(storable(text), 1_000)
    assert page is not None
    places = [(block.start, block.end) for block in page.blocks]
    assert places == sorted(places)
    assert all(start < end for start, end in places)


@pytest.mark.parametrize("name", ["div", "i", "table", "li", "dd", "script", "svg", "a", "x:y", "cite"])
@pytest.mark.parametrize("parts", [("<{}>",), ("</{}>",), ("<{}>", "x"), ("<{} class='speaker'>", "0:01")])
def test_many_tags_take_linear_time(name: str, parts: tuple[str, ...]) -> None:
    unit = "".join(parts).format(name)
    hostile = Document("0" * 16, "input.html", "<p>" + unit * (100_000 // len(unit)))
    assert_within(10, lambda: [fmt.parse(hostile) for fmt in markup.FORMATS])
