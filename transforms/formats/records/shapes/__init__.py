"""One module a vendor's or standard's JSON shape, each with `NAME` and `read(node, context) -> Reading | None`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.shapes import (
    assemblyai,
    aws_transcribe,
    azure_speech,
    chunks,
    deepgram,
    elevenlabs,
    gladia,
    google_speech,
    otter,
    podcasting20,
    podlove,
    rev,
    speechmatics,
    spotify,
    streamed,
    trint,
    video_indexer,
    vosk,
    watson,
    whisper,
    whisper_cpp,
    youtube_panel,
)

if TYPE_CHECKING:
    from transforms.formats.records.shape import Shape

# Most specific first: the first that knows a document reads it.
SHAPES: tuple[Shape, ...] = (
    podcasting20,
    assemblyai,
    deepgram,
    aws_transcribe,
    azure_speech,
    video_indexer,
    watson,
    speechmatics,
    google_speech,
    rev,
    gladia,
    otter,
    whisper_cpp,
    podlove,
    elevenlabs,
    streamed,
    vosk,
    trint,
    chunks,
    whisper,
    spotify,
    youtube_panel,
)
