"""Times that cannot be, and cues that break the rules of their format."""

from __future__ import annotations

import json

from tests.hostile.case import TALK, TALK_TEXTS, Case, Cue, case, srt, vtt

_NUMBERS = (
    '{"version":"1.0.0","segments":[{"startTime":NaN,"endTime":Infinity,"body":"alpha"},'
    '{"startTime":1e308,"endTime":-1,"body":"beta"},{"startTime":"00:00:03","endTime":null,"body":"gamma"},'
    '{"startTime":true,"endTime":[],"body":"delta"}]}'
)
_MILLISECONDS = {
    "segments": [{"start": 0, "end": 24_574, "text": "alpha"}, {"start": 24_574, "end": 3_886_090, "text": "beta"}],
    "language": "en",
    "text": "alpha beta",
}
_BLANK = (
    "1\n00:00:00,000 --> 00:00:01,000\nReally? \n\nYes.\n\n2\n00:00:01,000 --> 00:00:02,000\n1984\n\n"
    "3\n00:00:02,000 --> 00:00:03,000\nGood night.\n"
)
_ARROW = (
    "1\n00:00:00,000 --> 00:00:01,000\nfrom 00:00:05,000 --> 00:00:06,000 it hums\n\n"
    "2\n00:00:01,000 --> 00:00:02,000\nYes.\n"
)
_LONG: tuple[Cue, ...] = (
    (0, 1000, "a"), (360_000_000, 360_002_000, "b"), (3_599_999_999, 3_600_001_000, "c"),
)  # fmt: skip
_NEGATIVE = "1\n-00:00:01,000 --> 00:00:01,000\nalpha\n\n2\n00:00:01,000 --> 00:00:02,000\nbeta\n"
_HUGE = '{"version":"1.0.0","segments":[{"body":"alpha","startTime":' + "9" * 20_000 + ',"endTime":1}]}'
_DIGITS = "1\n٠٠:٠٠:٠١,٠٠٠ --> ٠٠:٠٠:٠٢,٠٠٠\nalpha\n\n2\n00：00：02,000 → 00：00：03,000\nbeta\n"

CASES: tuple[Case, ...] = (
    case("cut-in-timing.srt", srt() + "\n4\n00:00:04,000 --> 00:0", "warned", "truncated", segments=3,
         texts=TALK_TEXTS),
    case("blank-in-cue.srt", _BLANK, "ok", segments=3, texts=("Really? Yes.", "1984", "Good night.")),
    case("arrow-in-text.srt", _ARROW, "ok", segments=2,
         texts=("from 00:00:05,000 --> 00:00:06,000 it hums", "Yes.")),
    case("hundred-hours.srt", srt(_LONG), "warned", "time_implausible", segments=3,
         start_ms=(0, 360_000_000, 3_599_999_999)),
    case("negative.srt", _NEGATIVE, "warned", "time_invalid", segments=2, texts=("alpha", "beta")),
    case("end-before-start.vtt", vtt(((5000, 4000, "alpha"), (6000, 6000, "beta"))), "warned", "time_order",
         segments=2),
    case("backwards.srt", srt(((5000, 6000, "second"), (0, 1000, "first"), (5000, 6000, "second"))), "warned",
         "time_order", segments=3, texts=("second", "first", "second")),
    case("minute-75.srt", "1\n00:75:99,000 --> 00:76:100,000\nalpha\n", "warned", "time_invalid", segments=1),
    case("fractions.vtt", "WEBVTT\n\n00:01.5 --> 00:02.25\nalpha\n\n00:03.123456 --> 00:04\nbeta\n", "warned",
         "time_nonstandard", segments=2, start_ms=(1500, 3123)),
    case("json-numbers.json", _NUMBERS, "warned", "time_invalid", segments=4,
         texts=("alpha", "beta", "gamma", "delta")),
    case("ms-as-seconds.json", json.dumps(_MILLISECONDS), "warned", "time_unit_suspected", segments=2),
    case("foreign-digits.srt", _DIGITS, "warned", "time_nonstandard"),
    case("frames.srt", "1\n00:00:01:12 --> 00:00:02;24\nalpha\n", "warned", "time_nonstandard", segments=1,
         texts=("alpha",)),
    case("starts-again.srt", srt(((0, 1000, "part one"), (3_000_000, 3_001_000, "end of one"))) + "\n"
         + srt(((0, 1000, "part two"), (60_000, 61_000, "end of two"))), "warned", "time_restart", segments=4),
    case("vtt-head-srt-body.vtt", "WEBVTT\n\n" + srt(), "warned", "mixed_format", segments=3, texts=TALK_TEXTS),
    case("no-cues.vtt", "WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing here\n\nREGION\nid:a\n",
         "rejected", "no_segments"),
    case("huge-integer.json", _HUGE, "warned", "time_invalid", segments=1, texts=("alpha",)),
    case("second-bob.srt", srt((*TALK, *TALK)), "warned", "time_order", ("warned", "time_restart"), segments=6),
)  # fmt: skip
