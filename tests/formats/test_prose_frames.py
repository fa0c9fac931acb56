"""Transcripts in text of every style, with whatever stands above and below them: what is said is all that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, parse_document

if TYPE_CHECKING:
    from transforms.parsed import ParsedEpisode

TITLE = "The Fog at Small Harbour"
SAID = (
    "Welcome back to the harbour show.", "Thanks for having me on.", "So what did you find out there?",
    "Well it was mostly fog and gulls.", "And what will you do next?", "I will go out again on Monday.",
)  # fmt: skip
_SECONDS = (0, 5, 9, 14, 20, 26)


def _style(form: str, between: str) -> str:
    """Return the talk, each turn in a form of its fields."""
    names = ("Ann Marlow", "Jon Reed")
    return between.join(
        form.format(
            name=names[place % 2], first=names[place % 2].split()[0], caps=names[place % 2].upper(),
            clock=f"0:{second:02}", long=f"00:00:{second:02}", until=f"0:{second + 4:02}", qa="QA"[place % 2],
            number=place % 2 + 1, said=said,
        )
        for place, (second, said) in enumerate(zip(_SECONDS, SAID, strict=True))
    )  # fmt: skip


LABELLED = {
    "name": _style("{name}: {said}", "\n\n"),
    "first name": _style("{first}: {said}", "\n"),
    "bold": _style("**{name}:** {said}", "\n\n"),
    "name and time": _style("{name} ({long}):\n{said}", "\n\n"),
    "name above": _style("{name}  {clock}\n{said}", "\n\n"),
    "time and name above": _style("{long} {name}\n{said}", "\n\n"),
    "time before name": _style("[{clock}] {name}: {said}", "\n"),
    "capitals": _style("{caps}: {said}", "\n\n"),
    "capitals above": _style("{caps}\n{said}", "\n\n"),
    "numbered": _style("Speaker {number}: {said}", "\n\n"),
    "numbered above": _style("Speaker {number}  {long}\n{said}", "\n\n"),
    "questions": _style("{qa}: {said}", "\n\n"),
    "arrows": _style(">> {caps}: {said}", "\n"),
    "items": _style("- **{name}**: {said}", "\n"),
    "italic": _style("*{name} ({clock})*\n\n{said}", "\n\n"),
    "headings": _style("### {name} ({clock})\n\n{said}", "\n\n"),
    "dash": _style("{name} - {said}", "\n"),
}
TIMED = {
    "panel": _style("{clock}\n{said}", "\n"),
    "panel with gaps": _style("{clock}\n{said}", "\n\n"),
    "stamps": _style("{clock} {said}", "\n"),
    "brackets": _style("[{long}] {said}", "\n"),
    "brackets above": _style("[{long}]\n{said}", "\n"),
    "round brackets": _style("({clock}) {said}", "\n\n"),
    "ranges": _style("{clock} - {until} {said}", "\n"),
}
STYLES = LABELLED | TIMED | {"marks": _style(">> {said}", "\n")}
HEADS = {
    "nothing": "",
    "title": f"{TITLE}\n\n",
    "title right above": f"{TITLE}\n",
    "heading": f"# {TITLE}\n\n",
    "number": f"Episode 12: {TITLE}\n\n",
    "day": f"{TITLE}\nMarch 3, 2021\n\n",
    "length": f"{TITLE}\n45:10\n\n",
    "show": f"Harbour Hours\n#12: {TITLE}\n\n",
    "keys": f"Title: {TITLE}\nDate: 2021-03-03\nHosts: Ann Marlow\n\n",
    "front matter": f"---\ntitle: {TITLE}\ndate: 2021-03-03\n---\n\n",
    "parts": f"# {TITLE}\n\nPublished: 2021-03-03\n\n## Transcript\n\n",
    "notes": f"{TITLE}\n\nIn this episode, Ann Marlow talks to Jon Reed about fog and tides.\n\nTranscript:\n\n",
    "address": f"{TITLE}\nhttps://harbour.example/12\n\n",
}
TAILS = {
    "end": "\n\n[END OF TRANSCRIPT]\n",
    "bare end": "\n\nEND\n",
    "service": "\n\nTranscribed by https://otter.example\n",
    "rule": "\n\n---\n\nSubscribe to Harbour Hours wherever you like.\n\n© 2021 Harbour Media. All rights reserved.\n",
    "links": "\n\n## Links\n\n- [Tide tables](https://tides.example)\n- [Fog](https://fog.example)\n",
    "buttons": "\n\nShare this:\nTwitter\nFacebook\n",
}


def _episode(text: str) -> ParsedEpisode:
    data = f"{text}\n".encode()
    document = parse_document(RawDocument(identify_bytes(data), "talk.txt", data))
    (episode,) = document.parsed.episodes
    return episode


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("head", HEADS)
def test_what_stands_above_is_not_said(head: str, style: str) -> None:
    episode = _episode(HEADS[head] + STYLES[style])
    assert " ".join(episode.speech.text) == " ".join(SAID)
    assert (episode.facts.title or "").endswith(TITLE if HEADS[head] else "")
    assert len(set(episode.speech.label) - {None}) == (2 if style in LABELLED else 0)
    if style in TIMED:
        assert episode.speech.start_ms[0] == 0


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tail", TAILS)
def test_what_stands_below_is_not_said(tail: str, style: str) -> None:
    assert " ".join(_episode(HEADS["title"] + STYLES[style] + TAILS[tail]).speech.text) == " ".join(SAID)


def test_the_last_words_of_a_tale_are_said() -> None:
    assert _episode(f"{LABELLED['name']}\n\nThe end.").speech.text[-1].endswith("The end.")
