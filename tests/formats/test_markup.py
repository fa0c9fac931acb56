"""Markup: names, places, document types, pages that are and that are no transcripts."""

from __future__ import annotations

import resource
import time

import pytest

from transforms.document import Document, Limits
from transforms.formats import registry
from transforms.formats.markup import feed, page, transcriber
from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.page_reader import read_page
from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tokens import END, START, TEXT
from transforms.formats.markup.xml_times import parse_times
from transforms.formats.markup.xml_tokens import XmlTokens
from transforms.parsed import Parsed


def document(text: str, name: str = "input.html", limits: Limits | None = None) -> Document:
    return Document("0" * 16, name, text, limits or Limits())


def parse(text: str) -> Parsed:
    return registry.parse(document(text))


def said(parsed: Parsed) -> list[tuple[str | None, int | None, str]]:
    (episode,) = parsed.episodes
    speech = episode.speech.complete()
    texts = (" ".join(text.split()) for text in speech.text)
    return list(zip(speech.label, speech.start_ms, texts, strict=True))


def turns(count: int) -> str:
    names = ("Mara", "Teo")
    return "".join(f"<p><b>{names[at % 2]}:</b> This is what turn {at} has to say.</p>" for at in range(count))


TURNS = turns(6)


def test_texts_of_xml_stand_where_the_tokens_say() -> None:
    text = '<a>é &amp; ü<b x="1">😀</b>\r\n<![CDATA[ö &amp;]]><c/></a>'
    for kind, value, _, start, end in XmlTokens(text):
        raw = text[start:end]
        if kind == TEXT:
            assert value == raw or (raw, value) == ("&amp;", "&")
        elif raw:
            assert raw.startswith("<" if kind == START else "</")


def test_a_document_that_is_not_well_formed_is_read_on_from_the_mistake() -> None:
    tokens = XmlTokens("<a>ü<c/><b x=1>two & one<d></a>")
    assert [(kind, value) for kind, value, *_ in tokens] == [
        (START, "a"), (TEXT, "ü"), (START, "c"), (END, "c"), (START, "b"), (TEXT, "two & one"), (START, "d"), (END, "a")
    ]  # fmt: skip
    assert tokens.malformed is not None
    assert 8 <= tokens.malformed.place <= 13


def test_prefixes_stand_for_their_namespaces() -> None:
    text = '<rss xmlns:x="https://podcastindex.org/namespace/1.0/"><x:Person x:role="a"/></rss>'
    for tokens in (XmlTokens(text), html_tokens(text, is_xml=True)):
        names = [(value, attributes) for kind, value, attributes, *_ in tokens if kind == START]
        assert names[1] == ("podcast:person", {"podcast:role": "a"})


def test_what_looks_like_a_tag_and_is_none_is_text() -> None:
    text = "if a < b and b <c or <3, then <b>yes</b>"
    assert "".join(value for kind, value, *_ in html_tokens(text) if kind == TEXT) == (
        "if a < b and b <c or <3, then yes"
    )


@pytest.mark.parametrize(
    ("head", "root", "has_entities"),
    [
        ("<?xml version='1.0'?>\n<!-- a > b -->\n<rss version='2.0'>", "rss", False),
        ('<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans>', "trans", False),
        ('<!DOCTYPE t [<!ENTITY a "x">]><t>', "t", True),
        ("<!DOCTYPE t [<!ELEMENT t ANY>]><t>", "t", False),
        ('<!doctype t [ <!entity % a SYSTEM "x"> %a; ', "t", True),
        ("WEBVTT\n\n<v Ann>", "", False),
        ("<3 you", "", False),
        ("", "", False),
    ],
)
def test_the_prolog(head: str, root: str, has_entities: bool) -> None:
    prolog = read_prolog(head)
    assert (prolog.root, prolog.has_entities) == (root, has_entities)


def test_spans_cover_what_pieces_stand_for() -> None:
    text = Spanned([("ab", 10, 12), ("&", 12, 17), ("cd", 17, 19)])
    assert text.text == "ab&cd"
    assert [text.span(*ends) for ends in ((0, 1), (1, 2), (2, 3), (1, 4), (3, 5))] == [
        (10, 11), (11, 12), (12, 17), (11, 18), (17, 19)
    ]  # fmt: skip
    folded = Spanned()
    folded.add_folded("a \n\t b", 5, 11)
    assert (folded.text, folded.span(2, 3)) == ("a b", (10, 11))


def test_whole_numbers_are_ms_where_seconds_would_be_too_long() -> None:
    assert parse_times(["0", "2500", None], 40) == [0, 2500, None]
    assert parse_times(["0", "12"], 40) == [0, 12_000]
    assert parse_times(["0.5", "2500"], 40) == [500, 2_500_000]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">]><rss><channel><item><title>&a;</title></item></channel>',
        '<!DOCTYPE Trans [<!ENTITY a SYSTEM "file:///etc/hostname">]><Trans><Turn>&a;</Turn></Trans>',
        '<!DOCTYPE html [<!ENTITY a "x">]><html><p>&a;</p></html>',
        '<!DOCTYPE chapters [<!ENTITY a "x">]><chapters><chapter start="0" title="&a;"/></chapters>',
    ],
)
def test_entities_of_its_own_are_forbidden_in_any_markup(text: str) -> None:
    assert (parse(text).status, parse(text).reason) == ("rejected", "xml_entities_forbidden")


@pytest.mark.parametrize("root", ["rss", "Trans", "transcripts", "chapters"])
def test_xml_nested_deeper_than_the_limit_is_rejected(root: str) -> None:
    parsed = parse(f'<?xml version="1.0"?><{root}>' + "<item>" * 1000)
    assert (parsed.status, parsed.reason) == ("rejected", "html_too_deep")


def test_menus_footers_and_scripts_are_no_speech() -> None:
    text = (
        "<html><body><nav><p>Home</p></nav><div class='cookie-banner'>We use cookies</div><main>" + TURNS
        + "</main><footer>Imprint</footer><script>var a = '<p>Teo: no</p>';</script></body></html>"
    )  # fmt: skip
    assert [words for _, _, words in said(parse(text))] == [f"This is what turn {at} has to say." for at in range(6)]


def test_a_button_is_furniture_unless_it_is_a_line_of_the_transcript() -> None:
    line = '<button class="line" data-start="{0}"><span class="speaker">Ann</span> line {0} is here</button><br>'
    text = "".join(line.format(at) for at in range(4)) + "<button>Subscribe</button>"
    assert said(parse(f"<div>{text}</div>")) == [("Ann", at * 1000, f"line {at} is here") for at in range(4)]


@pytest.mark.parametrize("opening", ["<noscript>", "<select>", "<svg>", "<template>", "<title>"])
def test_an_element_that_hides_and_never_ends_does_not_hide_the_page(opening: str) -> None:
    parsed = parse(f"<html><body>{opening}{TURNS}</body></html>")
    assert len(said(parsed)) == 6
    assert [note.reason for note in parsed.warnings] == ["markup_unclosed"]


def test_a_page_without_the_end_of_its_head() -> None:
    assert len(said(parse(f"<html><head><title>Bees</title><meta charset=utf-8><body>{TURNS}"))) == 6


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>Transcript</title>", None),
        ("<title>Bees in Winter</title>", "Bees in Winter"),
        (
            "<title>Bees in Winter | Hive Talk</title><meta property='og:site_name' content='Hive Talk'>",
            "Bees in Winter",
        ),
        ("<title>Hive Talk - Bees</title><h1>Bees</h1>", "Bees"),
        (
            '<script type="application/ld+json">{"@type":["PodcastEpisode"],"name":"Bees &amp; Co"}</script>',
            "Bees & Co",
        ),
        ('<script type="application/ld+json">{"@type": broken</script><title>Bees</title>', "Bees"),
    ],
)
def test_titles_of_pages(title: str, expected: str | None) -> None:
    cues = "<cite>Ann</cite><time>0:01</time><p>Hello you.</p>" * 3
    (episode,) = parse(f"<!doctype html><html>{title}<body>{cues}</body></html>").episodes
    assert episode.facts.title == expected


@pytest.mark.parametrize(
    "body",
    [
        "<title>404 Not Found</title><p>nothing here</p>",
        "<title>Just a moment...</title><p>Checking your browser</p>",
        "<title>Hive Talk</title><p>You need to enable JavaScript to run this app.</p>",
        "<title>Sign in</title><form>Name</form><p>Sign in to continue</p>",
        "<title>Bees</title><div id='root'></div><script>boot()</script>",
        "<h1>502 Bad Gateway</h1><hr><center>nginx</center>",
    ],
)
def test_error_pages_and_closed_doors_are_no_transcripts(body: str) -> None:
    parsed = parse(f"<!DOCTYPE html><html>{body}</html>")
    assert (parsed.status, parsed.reason) == ("rejected", "not_a_transcript")


def test_a_long_transcript_about_errors_is_no_error_page() -> None:
    text = "<title>404 Not Found: the story of a number</title>" + turns(120)
    assert len(said(parse(f"<!doctype html><html>{text}</html>"))) == 120


def test_a_plain_document_type_is_accepted() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans><Episode><Section startTime="0" endTime="1">'
        '<Turn startTime="0" endTime="1"><Sync time="0"/>Hello there</Turn></Section></Episode></Trans>'
    )
    assert said(transcriber.parse(document(text))) == [(None, 0, "Hello there")]


def test_people_of_an_item_replace_those_of_the_channel() -> None:
    text = (
        '<rss xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><podcast:person>Ann</podcast:person>'
        '<item><enclosure url="http://a.example"/><podcast:person role="guest">Bob</podcast:person></item>'
        '<item><enclosure url="http://b.example"/></item></channel></rss>'
    )
    people = [
        [(person.name, person.role) for person in episode.people] for episode in feed.parse(document(text)).episodes
    ]
    assert people == [[("Bob", "guest")], [("Ann", "host")]]


def _large_feed(megabytes: int) -> str:
    notes = "<p>Wörds about bees and honey, and <a href='https://hive.example'>links</a>.</p>" * 40
    item = (
        "<item><title>Bees {0}</title><guid>{0}</guid><itunes:duration>1800</itunes:duration>"
        f"<enclosure url='https://hive.example/{{0}}.mp3' type='audio/mpeg'/><description><![CDATA[{notes}]]>"
        "</description></item>\n"
    )
    count = megabytes * 1_000_000 // len(item)
    head = '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Hive</title>'
    return head + "".join(item.format(number) for number in range(count)) + "</channel></rss>"


def test_a_large_feed_is_read_item_by_item() -> None:
    text = _large_feed(20)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    parsed = feed.parse(document(text))
    taken = time.process_time() - began
    assert len(parsed.episodes) == text.count("<item>")
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 12 * len(text)
    assert taken < 20


def test_deep_pages_are_read_and_reported() -> None:
    text = "<div>" * 5_000 + "<span>" * 5_000 + "<cite>Ann</cite><time>0:01</time><p>Hello you.</p>"
    parsed = page.parse(document(text))
    assert said(parsed) == [("Ann", 1000, "Hello you.")]
    assert [note.reason for note in parsed.warnings] == ["html_too_deep"]
    assert read_page("<p><div>" * 2_000, 1_000) is None
