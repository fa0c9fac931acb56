"""Messages and saved pages: the text that they show and what is attached, decoded; other texts are left alone."""

from __future__ import annotations

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from tests.test_containers import opened
from transforms.containers import expand

_TURNS = "Ann: Die K\u00e4lte kam fr\u00fch.\r\nBo: So ist es.\r\n"
_HEAD = "From: Harbour <a@b.example>\r\nSubject: =?utf-8?q?Ice_=C3=BCberall?=\r\nMIME-Version: 1.0\r\n"
_PLAIN = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"


def _mail(*parts: str) -> bytes:
    joined = "".join(f"--b 1\r\n{part}\r\n" for part in parts)
    return f'{_HEAD}Content-Type: multipart/mixed;\r\n boundary="b 1"\r\n\r\n{joined}--b 1--\r\n'.encode()


def test_a_message_gives_its_text_named_by_its_subject_and_what_is_attached() -> None:
    page = "Content-Type: text/html\r\n\r\n<p>Ann: Die K\u00e4lte</p>"
    attached = "Content-Type: text/vtt; name=one.vtt\r\nContent-Transfer-Encoding: base64\r\n\r\nV0VCVlRU\r\nCg=="
    picture = "Content-Type: image/png; name=one.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO"
    quoted = quopri.encodestring(_TURNS.encode("latin-1")).decode("ascii")
    expanded, members, rejects = opened(_mail(_PLAIN + quoted, page, attached, picture), "a.eml")
    assert (expanded.container, rejects) == ("mail", [])
    assert members.keys() == {"Ice \u00fcberall.txt", "one.vtt"}
    assert members["Ice \u00fcberall.txt"].decode().split() == _TURNS.split()
    assert members["one.vtt"] == b"WEBVTT\n"


def test_a_saved_page_gives_its_html() -> None:
    page = 'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p class=3D"x">So</p>'
    saved = _mail(page, "Content-Type: text/css\n\np {}").replace(b"mixed", b"related")
    assert opened(saved, "a.mhtml")[1] == {"Ice \u00fcberall.html": b'<p class="x">So</p>'}


def test_a_message_of_plain_text_is_no_archive_and_one_without_text_is_rejected() -> None:
    assert expand((_HEAD + "Content-Type: text/plain\r\n\r\n" + _TURNS).encode(), "a.eml") is None
    assert expand(b"Date: today\nAnn: hello\n", "a.txt") is None
    assert opened(_mail("Content-Type: image/png\r\n\r\nx"))[1:] == ({}, ["archive_invalid"])


@pytest.mark.parametrize("unit", [b"--b 1\r\n", b"\r\n", b"X-A: b\r\n", b" a", b"=C3", b";name=", b"--b 1\r\n\r\n\r\n"])
def test_a_long_message_takes_linear_time(unit: bytes) -> None:
    hostile = [_mail("")[:-9] + unit * (5_000_000 // len(unit)), _HEAD.encode() + unit * (5_000_000 // len(unit))]
    assert_within(4, lambda: [opened(data) for data in hostile if expand(data, "a")])


@given(st.binary(max_size=300))
def test_expanding_a_message_never_raises(data: bytes) -> None:
    for message in (_HEAD.encode() + data, _mail("").replace(b"--b 1\r\n", b"--b 1\r\n" + data)):
        expanded = expand(message, "a.eml")
        assert expanded is None or list(expanded.members) or expanded.rejects
