"""Odd encodings, line ends and contents."""

from __future__ import annotations

import gzip

from tests.hostile.case import TALK, TALK_TEXTS, Case, case, srt, vtt

LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'7d' * 32}\nsize 4711\n"
TOO_MANY = (
    "<!DOCTYPE html><html><head><title>429 Too Many Requests</title></head>"
    "<body><p>Slow down, please.</p></body></html>"
)

CASES: tuple[Case, ...] = (
    case("utf16le-mark.srt", b"\xff\xfe" + srt().encode("utf-16-le"), "ok", segments=3, texts=TALK_TEXTS),
    case("utf16be-without-mark.vtt", vtt().encode("utf-16-be"), "warned", "encoding_guessed", segments=3,
         texts=TALK_TEXTS),
    case("mark-twice.vtt", b"\xef\xbb\xbf" + vtt(TALK[:2]).encode() + b"\n\xef\xbb\xbf" + vtt(TALK[2:]).encode(),
         "warned", "header_midfile", segments=3, texts=TALK_TEXTS),
    case("windows-1252.srt", srt(((0, 1000, "Zoé: That’s “new” – naïve"),)).encode("cp1252"), "warned",
         "encoding_guessed", segments=1, texts=("That’s “new” – naïve",), labels=("Zoé",)),
    case("two-encodings.srt", srt(((0, 1000, "Anaïs one"),)).encode() + b"\n"
         + srt(((1000, 2000, "Anaïs two"),), first=2).encode("latin-1"), "warned", "mixed_encoding", segments=2,
         texts=("Anaïs one", "Anaïs two")),
    case("decoded-twice.vtt", vtt(((0, 1000, "Zoé: that’s it".encode().decode("cp1252")),)), "warned",
         "mojibake_suspected", segments=1),
    case("gb18030.srt", srt(((0, 1000, "大家好 欢迎"), (1000, 2000, "再见"))).encode("gb18030"), "warned",
         "encoding_guessed", segments=2, texts=("大家好 欢迎", "再见")),
    case("zeros.srt", srt().encode().replace(b"evening", b"eve\0ning") + b"\0" * 512, "warned", "control_chars",
         segments=3, texts=TALK_TEXTS),
    case("forbidden-utf8.srt", srt(((0, 1000, "a slash X"),)).encode().replace(b"X", b"\xc0\xaf") + b"\n\xed\xa0\x80\n",
         "warned", "invalid_bytes"),
    case("odd-breaks.srt", srt(((0, 1000, "a\x1eb\x85c\u2028d\x0be\x0cf"), (1000, 2000, "next"))), "ok", segments=2),
    case("composed-or-not.vtt", vtt(((0, 1000, "<v Zoé>one"), (1000, 2000, "<v Zoe\u0301>two"))), "ok", segments=2,
         texts=("one", "two"), labels=("Zoé", "Zoé")),
    case("carriage-returns.srt", srt(end="\r"), "ok", segments=3, texts=TALK_TEXTS),
    case("cr-cr-lf.txt", "HOST:  Hello.\r\r\n\r\r\nGUEST:  Hi.\r\r\n\r\r\n", "ok", segments=2, texts=("Hello.", "Hi."),
         labels=("HOST", "GUEST")),
    case("nothing.vtt", b"", "rejected", "empty_file"),
    case("mark-and-space.srt", b"\xef\xbb\xbf \n\n\t\n", "rejected", "empty_file"),
    case("gzip-inside.srt", gzip.compress(srt().encode(), mtime=0), "rejected", "compressed_not_text"),
    case("error-page.vtt", TOO_MANY, "rejected", "not_a_transcript"),
    case("pointer.srt", LFS, "rejected", "lfs_pointer"),
)  # fmt: skip
