"""Search: ranked lines with speaker, time and link; the index is fresh, and safe from crowds and crashes."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.staged_database import Rows, build, key, ledger
from warehouse.connect import WarehouseMissingError
from warehouse.excerpt import excerpt
from warehouse.folder import DataFolder
from warehouse.publish import publish
from warehouse.search import Hit, SearchError, search
from warehouse.search_index import Identity, SearchUnavailableError

_SEARCH = """
import sys
from pathlib import Path
from warehouse.folder import DataFolder
from warehouse.search import search
hits = search(DataFolder(Path(sys.argv[1])), "kelp", before_build=lambda: print("building", flush=True))
print(len(hits), flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return published_with(tmp_path_factory.mktemp("searched"), ledger())


def published_with(root: Path, rows: Rows) -> DataFolder:
    folder = DataFolder(root)
    publish(build(root / "staged.duckdb", rows, constrained=False), folder)
    return folder


def with_texts(texts: dict[int, str]) -> Rows:
    rows = ledger()
    for number, text in texts.items():
        rows["segments"][number]["text"] = text
    return rows


def found(folder: DataFolder, words: str, limit: int = 20) -> list[tuple[str | None, int]]:
    return [(hit.episode, hit.segment_index) for hit in search(folder, words, limit)]


def processes(folder: DataFolder, count: int) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _SEARCH, str(folder.root)]
    return [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]


def test_a_hit_says_who_when_and_where(folder: DataFolder) -> None:
    (hit,) = search(folder, "KELP")
    assert hit == Hit(
        hit.score, "Harbour Lights", "Of Tides", dt.date(2024, 1, 10), "Bo Marsh", 9000, "explicit", False,
        "https://youtu.be/tides?t=9",
        "Today Bo Marsh talks about Tidewater. Tidewater runs on kelp. Lumen Labs made it with Ora Vale.",
        key("tides"), 2,
    )  # fmt: skip
    assert hit.score > 0


def test_lines_with_all_words_come_first(folder: DataFolder) -> None:
    assert found(folder, "tidewater kelp") == [("Of Tides", 2), ("First Rungs", 1), ("Of Tides", 4), ("Of Tides", 1)]
    assert found(folder, "tidewater kelp", 1) == [("Of Tides", 2)]


@pytest.mark.parametrize("words", ["thanks", "THANK", "  thánk!  ", "thanking"])
def test_case_accents_and_endings_do_not_matter(folder: DataFolder, words: str) -> None:
    assert found(folder, words) == [("Of Tides", 5)]


@pytest.mark.parametrize("words", ["", "   ", "!?", "zeppelin", "' OR 1=1 --", '"unclosed', "%s {} $limit"])
def test_words_that_are_nowhere_find_nothing(folder: DataFolder, words: str) -> None:
    assert found(folder, words) == []


def test_adverts_say_so_and_unknown_is_none(folder: DataFolder) -> None:
    assert [hit.is_advert for hit in search(folder, "sponsored")] == [True]
    (hit,) = search(folder, "word")
    assert (hit.speaker, hit.time_ms, hit.time_method, hit.link) == (None, None, None, "https://audio.example/fog.mp3")


def test_other_scripts_are_found(tmp_path: Path) -> None:
    texts = {0: "今日は潮の満ち引きについて話します", 1: "Мы говорим о приливах", 2: "हम ज्वार की बात करते हैं",
             3: "نتحدث عن المد والجزر", 4: "Gespräch über Ebbe"}  # fmt: skip
    folder = published_with(tmp_path, with_texts(texts))
    for number, words in enumerate(["満ち引き", "приливах", "ज्वार", "المد", "GESPRACH"]):
        assert found(folder, words)[0] == ("Of Tides", number)


def test_the_index_is_built_once_and_again_for_a_new_warehouse(tmp_path: Path) -> None:
    folder = published_with(tmp_path, ledger())
    built: list[str] = []
    for _ in range(2):
        assert search(folder, "kelp", before_build=lambda: built.append("once"))
    assert built == ["once"]
    published_with(tmp_path, with_texts({2: "Seaweed now."}))
    assert search(folder, "kelp", before_build=lambda: built.append("again")) == []
    assert found(folder, "seaweed") == [("Of Tides", 2)]
    assert built == ["once", "again"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["search.duckdb", "search.lock", "warehouse.duckdb"]


def test_a_spoilt_index_is_built_again(tmp_path: Path) -> None:
    folder = published_with(tmp_path, ledger())
    folder.search.write_bytes(b"not a database" * 1000)
    assert found(folder, "kelp") == [("Of Tides", 2)]


def test_an_empty_ledger_can_be_searched(tmp_path: Path) -> None:
    assert search(published_with(tmp_path, {}), "kelp") == []


def test_long_turns_are_searched_in_passages(tmp_path: Path) -> None:
    rows = ledger()
    for number in range(6):
        rows["segments"][number].update(turn_index=0, word_count=40, text=f"word{number} " + "filler " * 39)
    assert found(published_with(tmp_path, rows), "word4") == [("Of Tides", 4)]


def test_two_searches_at_once_build_one_index(tmp_path: Path) -> None:
    folder = published_with(tmp_path, ledger())
    said = [process.communicate()[0] for process in processes(folder, 3)]
    assert sorted(said) == ["1\n", "1\n", "building\n1\n"]


@pytest.mark.parametrize("delay_ms", [0, 60, 150])
def test_a_search_killed_while_it_builds_leaves_no_trap(tmp_path: Path, delay_ms: int) -> None:
    folder = published_with(tmp_path, ledger())
    (process,) = processes(folder, 1)
    assert process.stdout is not None
    assert process.stdout.readline() == "building\n"
    time.sleep(delay_ms / 1000)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert found(folder, "kelp") == [("Of Tides", 2)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["search.duckdb", "search.lock", "warehouse.duckdb"]


def test_a_warehouse_replaced_all_the_time_is_an_error(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.search.identity", lambda folder: Identity(0, 0, 0))
    with pytest.raises(SearchError, match="search again"):
        search(folder, "kelp")


def test_without_a_warehouse_there_is_nothing_to_search(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError, match="castledger run"):
        search(DataFolder(tmp_path), "kelp")


def test_without_the_extension_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = published_with(tmp_path, ledger())
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SearchUnavailableError, match="duckdb-extension-fts=="):
        search(folder, "kelp")
    assert [path.name for path in tmp_path.glob("*.duckdb*")] == ["warehouse.duckdb"]


@pytest.mark.parametrize(
    ("before", "text", "after", "wanted", "room", "expected"),
    [
        ("a b", "c d", "e f", "d", 100, "a b c d e f"),
        ("", "x " * 50 + "needle" + " y" * 50, "", "needles", 26, "…x x x x needle y y y y y…"),
        ("", "start " + "x " * 50, "", "start", 12, "start x x x…"),
        ("", "x " * 50 + "end", "", "END", 12, "…x x x x end"),
        ("", "w" * 100, "", "zzz", 10, "w" * 10 + "…"),
        ("", "日" * 100 + "本" + "語" * 100, "", "本語", 10, None),
    ],
)
def test_excerpts(before: str, text: str, after: str, wanted: str, room: int, expected: str | None) -> None:
    made = excerpt(before, text, after, wanted, room)
    assert len(made) <= max(room + 2, len(before) + len(text) + len(after) + 2 if len(made) < room else 0)
    if expected is not None:
        assert made == expected
    else:
        assert "本" in made
