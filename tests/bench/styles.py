"""The styles of the samples, written for an episode: each returns what a file of that style holds."""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.bench.conversation import Episode, Turn


class Cue(NamedTuple):
    """A sentence with its times."""

    speaker: str
    start_ms: int
    end_ms: int
    text: str


class Style(NamedTuple):
    """A style: its name, the ending of its files, and what writes one."""

    name: str
    ending: str
    write: Callable[[Episode], str]


def cues(episode: Episode) -> Iterator[Cue]:
    """Yield the sentences, each with its share of its turn's time."""
    for turn in episode.turns:
        length = sum(map(len, turn.sentences))
        at = turn.start_ms
        for sentence in turn.sentences:
            end = at + (turn.end_ms - turn.start_ms) * len(sentence) // length
            yield Cue(turn.speaker, at, end, sentence)
            at = end


def clock(time_ms: int, mark: str = "") -> str:
    """Return `h:mm:ss`, with the milliseconds after `mark` if there is one."""
    seconds, thousandths = divmod(time_ms, 1000)
    whole = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{whole}{mark}{thousandths:03}" if mark else whole


def webvtt(episode: Episode) -> str:
    """Return WebVTT with voices."""
    blocks = (
        f"{clock(cue.start_ms, '.')} --> {clock(cue.end_ms, '.')}\n<v {cue.speaker}>{cue.text}" for cue in cues(episode)
    )
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def subrip(episode: Episode) -> str:
    """Return SubRip with a label where the voice changes."""
    blocks = []
    for number, cue in enumerate(cues(episode), 1):
        label = (
            f"{cue.speaker.split()[0]}: " if any(turn.start_ms == cue.start_ms for turn in episode.turns[:40]) else ""
        )
        text = "\n".join(textwrap.wrap(label + cue.text, 60))
        blocks.append(f"{number}\n{clock(cue.start_ms, ',')} --> {clock(cue.end_ms, ',')}\n{text}")
    return "\n\n".join(blocks) + "\n"


def whisper(episode: Episode) -> str:
    """Return Whisper's JSON: segments in seconds."""
    segments = [
        {"id": number, "seek": 0, "start": cue.start_ms / 1000, "end": cue.end_ms / 1000, "text": f" {cue.text}",
         "tokens": [50364, 50543], "temperature": 0.0, "avg_logprob": -0.18, "no_speech_prob": 0.01}
        for number, cue in enumerate(cues(episode))
    ]  # fmt: skip
    return json.dumps({"task": "transcribe", "language": "english", "segments": segments})


def deepgram(episode: Episode) -> str:
    """Return Deepgram's JSON: words with speaker numbers."""
    words: list[dict[str, Any]] = []
    for cue in cues(episode):
        spoken = cue.text.split()
        step = (cue.end_ms - cue.start_ms) / len(spoken) / 1000
        for place, word in enumerate(spoken):
            start = cue.start_ms / 1000 + place * step
            words.append(
                {"word": word.lower().strip("."), "start": round(start, 3), "end": round(start + step, 3),
                 "confidence": 0.98, "speaker": episode.speakers.index(cue.speaker), "punctuated_word": word}
            )  # fmt: skip
    transcript = " ".join(turn.text for turn in episode.turns)
    channel = {"alternatives": [{"transcript": transcript, "confidence": 0.98, "words": words}]}
    return json.dumps({"metadata": {"duration": episode.duration_ms / 1000}, "results": {"channels": [channel]}})


def podcasting(episode: Episode) -> str:
    """Return the JSON transcript of Podcasting 2.0."""
    segments = [
        {"speaker": cue.speaker, "startTime": cue.start_ms / 1000, "endTime": cue.end_ms / 1000, "body": cue.text}
        for cue in cues(episode)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments})


def cited_html(episode: Episode) -> str:
    """Return HTML with `<cite>`, `<time>` and `<p>`."""
    return "\n".join(
        f"<cite>{turn.speaker}:</cite>\n<time>{clock(turn.start_ms)}</time>\n<p>{html.escape(turn.text)}</p>"
        for turn in episode.turns
    )


def front_matter(episode: Episode) -> str:
    """Return Markdown with front matter and bold labels."""
    head = (
        f'---\ntitle: "{episode.title}"\nshow: "{episode.show}"\nepisode: {episode.number}\ndate: 2024-02-03\n'
        f'duration: "{clock(episode.duration_ms)}"\n'
        f"hosts: [{episode.speakers[0]}]\nguests: [{episode.speakers[1]}]\n---\n"
    )
    return head + "".join(f"\n**{turn.speaker}:** {turn.text}\n" for turn in episode.turns)


def stamped_text(episode: Episode) -> str:
    """Return paragraphs below `Name – h:mm:ss:`."""
    head = f"{episode.show}\nEpisode {episode.number}: {episode.title}\n3 February 2024\n\n"
    return head + "".join(f"{turn.speaker} – {clock(turn.start_ms)}:\n\n{turn.text}\n\n" for turn in episode.turns)


def video_summary(episode: Episode) -> str:
    """Return a page of a video summarizer: a time each twenty seconds, `>>` where the voice changes."""
    lines = [f"{episode.title} - Video Summarizer", "Category: Talk"]
    shown = -20_000
    for turn in episode.turns:
        if turn.start_ms - shown >= 20_000:
            shown = turn.start_ms
            lines.append(f"{shown // 60_000:02}:{shown // 1000 % 60:02}")
        lines += textwrap.wrap(f">> {turn.text}", 90)
    return "\n".join(lines) + "\n"


def wrapped(episode: Episode) -> str:
    """Return a plain transcript without labels, wrapped."""
    # Words at random are no talk: without those that people say all the time it would be left alone.
    text = " ".join(f"So I think, you know, {turn.text}" for turn in episode.turns)
    return f"{episode.number}: {episode.title}\n" + "\n".join(textwrap.wrap(text, 100)) + "\n"


def directory(episode: Episode) -> str:
    """Return a directory page: the episode in eight parts, title twice, body on one line, duration and date."""
    page = [
        f"{episode.show} — all episodes",
        "Technology",
        " + ".join(episode.speakers),
        "Total 8 episodes",
        "1",
        "Go to",
    ]
    size = -(-len(episode.turns) // 8)
    for part in range(0, len(episode.turns), size):
        turns = episode.turns[part : part + size]
        title = f"{episode.title}, part {part // size + 1}"
        length = turns[-1].end_ms - turns[0].start_ms
        body = "".join(_directory_turn(turn, turn.start_ms - turns[0].start_ms) for turn in turns)
        date = (
            f"{length // 3_600_000:02}:{length // 60_000 % 60:02}:{length // 1000 % 60:02}{part // size + 1:02}/02/2024"
        )
        page += [
            title,
            title,
            f"An hour about nothing. Show Notes* A link: https://example.org/{part}Transcript{body}",
            date,
        ]
    return "\n".join(page) + "\n"


def _directory_turn(turn: Turn, start_ms: int) -> str:
    return f"{turn.speaker.split()[0]}: [{clock(start_ms)}] {turn.text}"


STYLES = (
    Style("webvtt", "vtt", webvtt),
    Style("subrip", "srt", subrip),
    Style("whisper", "json", whisper),
    Style("deepgram", "json", deepgram),
    Style("podcasting", "json", podcasting),
    Style("cited_html", "html", cited_html),
    Style("front_matter", "md", front_matter),
    Style("stamped_text", "txt", stamped_text),
    Style("video_summary", "txt", video_summary),
    Style("wrapped", "txt", wrapped),
    Style("directory", "txt", directory),
)
