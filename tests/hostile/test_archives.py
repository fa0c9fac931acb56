"""Hostile archives: what is good in them is read, nothing else is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from tests.hostile.case import TALK, srt, vtt
from transforms.containers import expand
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize


def zipped(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


TALKING = srt().encode()


def nested(levels: int) -> bytes:
    data = zipped(("a.srt", TALKING))
    for level in range(levels):
        data = zipped((f"level{level}.zip", data))
    return data


@pytest.mark.parametrize(
    ("data", "paths", "reasons"),
    [
        pytest.param(
            zipped(("../../out.srt", TALKING), ("/abs.srt", TALKING), ("C:\\x.srt", TALKING), ("ok/a.srt", TALKING),
                   ("ok/a.srt", srt(TALK[:1]).encode())),
            ["ok/a.srt", "ok/a (2).srt"],
            ["archive_member_refused"] * 3,
            id="names-that-lead-out",
        ),
        pytest.param(nested(12), [], ["archive_nesting_limit"], id="twelve-levels"),
        pytest.param(zipped(("big.txt", b"Ann: hello.\n" * 800_000)), [], ["archive_ratio_limit"], id="bomb"),
        pytest.param(
            zipped(("Ep 1.srt", TALKING), ("ep-1.srt", TALKING), ("EP_1.vtt", vtt().encode()),
                   ("Ep\u00a01.srt", srt(TALK[:2]).encode()), ("sub/Ep 1.srt", TALKING), ("bad.srt", b"\0\1\2" * 99)),
            ["Ep 1.srt", "ep-1.srt", "EP_1.vtt", "Ep\u00a01.srt", "sub/Ep 1.srt", "bad.srt"],
            [],
            id="names-alike",
        ),
    ],
)  # fmt: skip
def test_members_are_read_or_refused(data: bytes, paths: list[str], reasons: list[str]) -> None:
    expanded = expand(data, "archive.zip")
    assert expanded is not None
    members = list(expanded.members)
    assert [member.path for member in members] == paths
    assert [reject.reason for reject in expanded.rejects] == reasons
    raw = [RawDocument(identify_bytes(member.data), member.path, member.data) for member in members]
    statuses = normalize(raw)["parsed_documents"]["status"].to_pylist() if raw else []
    assert all(status == "parsed" for status, path in zip(statuses, paths, strict=True) if path != "bad.srt")


def test_an_archive_given_for_a_text_is_no_text() -> None:
    table = normalize([RawDocument("0" * 16, "a.txt", nested(1))])["parsed_documents"]
    assert table["reason"].to_pylist() == ["compressed_not_text"]
