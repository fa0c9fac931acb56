"""Archives: their members come out, and nothing that is unsafe or too large is unpacked."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections import Counter

import docx
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.containers import Expanded, expand, is_container
from transforms.document import DEFAULT_LIMITS, Limits

CUES = b"1\n00:00:00,000 --> 00:00:01,000\nAnn: Hello there.\n"


def zipped(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def tarred(*files: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, form: int = tarfile.PAX_FORMAT) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(data), kind, "elsewhere"
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def opened(
    data: bytes, name: str = "a.zip", limits: Limits = DEFAULT_LIMITS
) -> tuple[Expanded, dict[str, bytes], list[str]]:
    expanded = expand(data, name, limits)
    assert expanded is not None
    members = list(expanded.members)
    assert len({member.path for member in members}) == len(members)
    return expanded, dict(members), [reject.reason for reject in expanded.rejects]


def compressed(kind: str, data: bytes) -> bytes:
    if kind == "zstd":
        sink = pa.BufferOutputStream()
        with pa.CompressedOutputStream(sink, "zstd") as stream:
            stream.write(data)
        return bytes(sink.getvalue())
    if kind == "gzip":
        return gzip.compress(data)
    return bz2.compress(data) if kind == "bzip2" else lzma.compress(data)


STREAMS = [("gzip", ".gz"), ("bzip2", ".bz2"), ("xz", ".xz"), ("zstd", ".zst")]


def test_a_zip_gives_its_files_and_no_folders() -> None:
    expanded, members, rejects = opened(zipped(("one.srt", CUES), ("part/", b""), ("part/two.srt", b"x")))
    assert (expanded.container, members, rejects) == ("zip", {"one.srt": CUES, "part/two.srt": b"x"}, [])


@pytest.mark.parametrize(("kind", "ending"), STREAMS)
def test_one_compressed_text_is_one_member_named_without_the_ending(kind: str, ending: str) -> None:
    expanded, members, rejects = opened(compressed(kind, CUES), f"one.srt{ending}")
    assert (expanded.container, members, rejects) == (kind, {"one.srt": CUES}, [])


@pytest.mark.parametrize(("kind", "ending"), STREAMS)
def test_a_compressed_tar_gives_its_files(kind: str, ending: str) -> None:
    _, members, rejects = opened(compressed(kind, tarred(("./a/one.srt", CUES), ("two.srt", b"x"))), f"all.tar{ending}")
    assert (members, rejects) == ({"a/one.srt": CUES, "two.srt": b"x"}, [])


def test_compressed_bytes_under_a_text_name_keep_the_name() -> None:
    assert opened(gzip.compress(CUES), "one.srt")[1] == {"one.srt": CUES}


def test_gzip_streams_one_after_another_are_one_file() -> None:
    data = gzip.compress(CUES) + gzip.compress(CUES) + b"\0" * 600
    assert opened(data, "one.srt.gz")[1:] == ({"one.srt": CUES * 2}, [])


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_and_foreign_names_in_a_tar(form: int) -> None:
    name = "x" * 150 + "/Zoë.srt"
    assert opened(tarred((name, CUES), form=form))[1] == {name: CUES}


def test_names_that_a_zip_does_not_say_are_utf8() -> None:
    data = zipped(("Zo__.srt", CUES)).replace(b"Zo__", "Zoë".encode())
    assert opened(data)[1] == {"Zoë.srt": CUES}


UNSAFE = ["../../outside.srt", "/abs.srt", "C:\\x.srt", "a/../../b.srt", "nul\x01.srt"]


@pytest.mark.parametrize(
    ("pack", "name"),
    [*((pack, name) for pack in (zipped, tarred) for name in UNSAFE), (zipped, "..\\..\\c.srt")],
)
def test_unsafe_names_are_refused_and_the_others_read(pack: object, name: str) -> None:
    assert callable(pack)
    _, members, rejects = opened(pack((name, CUES), ("ok/a.srt", CUES)))
    assert (members, rejects) == ({"ok/a.srt": CUES}, ["archive_member_refused"])


def test_two_members_of_one_name_are_both_read_and_reported() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("ok/a.srt", CUES), ("ok/a.srt", b"x"), ("ok/a (2).srt", b"y"))
    expanded, members, _ = opened(data)
    assert members == {"ok/a.srt": CUES, "ok/a (2).srt": b"x", "ok/a (2) (2).srt": b"y"}
    assert [(note.reason, note.count) for note in expanded.warnings] == [("archive_member_duplicate", 2)]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, b"S", b"Z"])
def test_links_devices_and_oddities_are_refused(kind: bytes) -> None:
    assert opened(tarred(("link.srt", b""), kind=kind))[1:] == ({}, ["archive_member_refused"])


def test_a_link_in_a_zip_is_refused() -> None:
    info = zipfile.ZipInfo("link.srt")
    info.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/hostname")
    assert opened(target.getvalue())[1:] == ({}, ["archive_member_refused"])


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped(("a.srt", CUES)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert opened(bytes(data))[1:] == ({}, ["archive_member_refused"])


def test_archives_in_archives_up_to_the_limit() -> None:
    inner = zipped(("a.srt", CUES))
    assert opened(zipped(("in.zip", inner)))[1] == {"in.zip!/a.srt": CUES}
    assert opened(zipped(("a.srt.gz", gzip.compress(CUES))))[1] == {"a.srt.gz!/a.srt": CUES}
    for level in range(12):
        inner = zipped((f"level{level}.zip", inner))
    assert opened(inner)[1:] == ({}, ["archive_nesting_limit"])


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    data = zipped(("big.txt", b"Ann: hello.\n" * 800_000))
    assert opened(data)[1:] == ({}, ["archive_ratio_limit"])


@pytest.mark.parametrize(("kind", "ending"), STREAMS)
def test_a_stream_bomb_is_stopped_on_the_way(kind: str, ending: str) -> None:
    data = compressed(kind, b"Ann: hello.\n" * 400_000)
    _, members, rejects = opened(data, f"big.txt{ending}", Limits(ratio=50))
    assert (members, rejects) == ({}, ["archive_ratio_limit"])


def test_a_small_file_may_be_as_repetitive_as_it_likes() -> None:
    data = b"la la la\n" * 10_000
    assert opened(zipped(("song.txt", data)))[1] == {"song.txt": data}


def test_members_over_the_limit_are_counted_and_refused() -> None:
    data = zipped(*((f"{number}.txt", b"x") for number in range(20)))
    _, members, rejects = opened(data, limits=Limits(members=5))
    assert (len(members), rejects) == (5, ["archive_members_limit"])


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_member_over_the_size_limit_is_refused_and_the_others_read(pack: object) -> None:
    assert callable(pack)
    _, members, rejects = opened(pack(("big.txt", bytes(range(256)) * 20), ("a.txt", b"x")), limits=Limits(bytes=1000))
    assert (members, rejects) == ({"a.txt": b"x"}, ["file_too_large"])


def test_the_sum_of_all_members_is_limited_too() -> None:
    data = zipped(*((f"{number}.txt", b"x" * 100) for number in range(5)))
    _, members, rejects = opened(data, limits=Limits(unpacked_bytes=250))
    assert (len(members), Counter(rejects)) == (2, Counter(file_too_large=3))


def test_office_documents_are_no_archives() -> None:
    target = io.BytesIO()
    docx.Document().save(target)
    assert is_container(target.getvalue()[:512])
    assert expand(target.getvalue(), "a.docx") is None
    assert opened(zipped(("a.docx", target.getvalue())))[1] == {"a.docx": target.getvalue()}


@pytest.mark.parametrize("data", [b"", b"PK", b"Ann: hello", b"BZh, said Ann and left", CUES * 100, b"\0" * 1024])
def test_text_is_no_archive(data: bytes) -> None:
    assert not is_container(data[:512])
    assert expand(data, "a.txt") is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(("a.srt", CUES))[:-30], "archive_invalid"),
        (b"PK\x03\x04" + b"x" * 100, "archive_invalid"),
        (b"\x1f\x8b\x08\0" + b"x" * 100, "archive_invalid"),
        (tarred(("a.srt", CUES * 100))[:1024], "truncated"),
    ],
)
def test_a_broken_archive_is_rejected(data: bytes, reason: str) -> None:
    assert opened(data)[1:] == ({}, [reason])


def test_what_a_cut_off_stream_still_holds_is_read_and_reported() -> None:
    text = b"".join(b"Ann: line %d\n" % number for number in range(50_000))
    _, members, rejects = opened(gzip.compress(text)[:-1000], "a.txt.gz")
    assert text.startswith(members["a.txt"])
    assert len(members["a.txt"]) > len(text) // 2
    assert rejects == ["truncated"]


def test_a_damaged_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped(("a.srt", CUES), ("b.srt", CUES)))
    data[35:40] = b"xxxxx"
    assert opened(bytes(data))[1:] == ({"b.srt": CUES}, ["archive_invalid"])


def test_a_member_without_a_name_is_refused() -> None:
    data = zipped(("a.srt", CUES), ("b.srt", CUES)).replace(b"a.srt", b"\0.srt")
    assert opened(data)[1:] == ({"b.srt": CUES}, ["archive_member_refused"])


def test_an_extended_header_of_digits_takes_linear_time() -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 5_000_000
    many = gzip.compress(b"") * 200_000
    assert_within(5, lambda: (opened(header.tobuf() + b"1" * 5_000_000), opened(many, "a.gz")))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b""]),
)
def test_expanding_never_raises(data: bytes, start: bytes) -> None:
    expanded = expand(start + data, "a")
    if expanded is not None:
        assert list(expanded.members) or expanded.rejects or start == b"\x1f\x8b\x08"


@given(st.data())
def test_expanding_a_damaged_archive_never_raises(draw: st.DataObject) -> None:
    data = bytearray(draw.draw(st.sampled_from([_ZIP, _TAR, _GZIP])))
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=8)):
        data[place] = draw.draw(st.integers(0, 255))
    expanded = expand(bytes(data), "a")
    if expanded is not None:
        assert all(not member.path.startswith(("/", "..")) for member in expanded.members)


_ZIP = zipped(("one.srt", CUES), ("two.srt", CUES))
_TAR = tarred(("one.srt", CUES), ("z" * 120, CUES))
_GZIP = gzip.compress(_TAR)
