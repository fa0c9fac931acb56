"""The command line from end to end, in processes of its own."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flows.inputs import query, write_inputs
from warehouse.folder import DataFolder
from warehouse.lock import hold

Castledger = Callable[..., subprocess.CompletedProcess[str]]
HEAVY = {"great_expectations", "pandas", "polars", "prefect", "pyarrow", "rich"}


@pytest.fixture(scope="module")
def environment(prefect_api: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which runs use the tests' Prefect server: starting one takes longer than the tests."""
    home = tmp_path_factory.mktemp("prefect")
    return {**os.environ, "PREFECT_API_URL": prefect_api, "PREFECT_HOME": str(home)}


@pytest.fixture(scope="module")
def castledger(environment: dict[str, str]) -> Castledger:
    """Give a function that runs the command line and returns how it went."""

    def call(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        given = more.pop("input", None)
        command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
        return subprocess.run(
            command, input=given, capture_output=True, text=True, check=False, env={**environment, **more}, timeout=120
        )

    return call


LICENCE = """# Licence

Copyright (c) 2024 Orla Finch

Permission is hereby granted, free of charge, to any person obtaining a copy of these transcripts, to use and copy them
without restriction. They are provided "as is", without warranty of any kind.
"""
# Any name will do for a folder.
ODD_NAME = "a $b ü'#%41\""


@pytest.fixture(scope="module")
def first_run(
    castledger: Castledger, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Give a data folder with a warehouse of two good documents, a bad one and a licence, and how the run went."""
    folder = tmp_path_factory.mktemp("published") / ODD_NAME
    (write_inputs(folder / "in") / "broken.vtt").write_bytes(b"WEBVTT\n\n\xff\xfe\x00")
    (folder / "in" / "LICENCE.md").write_text(LICENCE, encoding="utf-8")
    done = castledger("run", folder / "in", "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder / "data", done


@pytest.fixture(scope="module")
def published(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """Give the data folder of the first run."""
    return first_run[0]


def test_a_run_tells_each_stage_and_sums_up(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    data, done = first_run
    told = [line.split()[0] for line in done.stderr.splitlines()]
    assert told == [
        "prefect",
        "pull",
        "normalize",
        "resolve",
        "annotate",
        "link",
        "assemble",
        "wait",
        "check",
        "publish",
    ]
    assert f"published {data / 'warehouse.duckdb'}" in done.stdout
    assert "documents           4  2 parsed, 1 ignored, 1 rejected" in done.stdout
    assert "segments            5  35 words" in done.stdout
    assert "words a second" in done.stdout


def test_strict_runs_fail_when_anything_was_rejected(castledger: Castledger, published: Path) -> None:
    strict = castledger("run", "--data", published, "--strict")
    assert strict.returncode == 1
    assert strict.stderr.endswith("castledger: 1 rejected, and --strict asks for none\n")
    assert f"where and why: castledger info --data {shlex.quote(str(published))}\n" in strict.stdout
    assert "nothing has changed" in strict.stdout
    assert "rejects             1" in strict.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere"], "nowhere: no such file or folder"),
        (["run", "*.nothing"], "no such file or folder; name a file, a folder or a glob"),
        (["run"], "knows no sources yet: name a file, a folder or a glob to read"),
        (["run", ".", "--settings", "none.toml"], "none.toml: No such file or directory"),
        (["run", ".", "--model", "other:x"], "a model is written spacy:NAME or gliner:NAME"),
        (["sql", "SELECT 1"], "does not exist: `castledger run SOURCE --data DIR` makes a warehouse"),
        (["search", "words"], "does not exist: `castledger run SOURCE --data DIR` makes a warehouse"),
        (["info"], "does not exist: `castledger run SOURCE --data DIR` makes a warehouse"),
        (["export", "--to", "out"], "does not exist: `castledger run SOURCE --data DIR` makes a warehouse"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    castledger: Castledger, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = castledger(*arguments, "--data", tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("castledger: ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_busy_folder_is_told_at_once(castledger: Castledger, tmp_path: Path) -> None:
    source = write_inputs(tmp_path / "in")
    with hold(DataFolder(tmp_path / "data")):
        done = castledger("run", source, "--data", tmp_path / "data")
    assert done.returncode == 2
    assert f"is in use (process {os.getpid()} on" in done.stderr


def test_a_data_folder_that_cannot_be_made_is_named(castledger: Castledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = castledger("run", write_inputs(tmp_path / "in"), "--data", tmp_path / "file" / "data")
    assert (done.returncode, done.stderr) == (2, f"castledger: {tmp_path / 'file' / 'data'}: Not a directory\n")


def test_sql_prints_a_table(castledger: Castledger, published: Path) -> None:
    ask = "SELECT speaker_label AS who, text FROM segments ORDER BY text LIMIT 2"
    assert castledger("sql", ask, "--data", published).stdout.splitlines() == [
        "who         text",
        "──────────  ────────────────────────────────────────────────",
        "Teo Marsh   And about the people who carry it up the stairs.",
        "Orla Finch  Both of them, tonight.",
        "(2 rows)",
    ]


def test_sql_prints_json_csv_and_parquet(castledger: Castledger, published: Path, tmp_path: Path) -> None:
    ask = "SELECT speaker_label AS who, count(*) AS lines FROM segments GROUP BY ALL ORDER BY 1 LIMIT 2"
    as_json = castledger("sql", ask, "--data", published, "--format", "json")
    assert json.loads(as_json.stdout) == [{"who": "Bram", "lines": 1}, {"who": "Nia", "lines": 1}]
    as_csv = castledger("sql", ask, "--data", published, "--format", "csv")
    assert list(csv.reader(as_csv.stdout.splitlines())) == [["who", "lines"], ["Bram", "1"], ["Nia", "1"]]
    file = tmp_path / "lines.parquet"
    assert castledger("sql", ask, "--data", published, "--format", "parquet", "--to", file).returncode == 0
    assert pq.read_table(file).to_pylist() == [{"who": "Bram", "lines": 1}, {"who": "Nia", "lines": 1}]
    assert [path.name for path in tmp_path.iterdir()] == ["lines.parquet"]


def test_sql_is_read_from_standard_input(castledger: Castledger, published: Path) -> None:
    done = castledger("sql", "-", "--format", "csv", input="SELECT 6 * 7 AS answer", CASTLEDGER_DATA=str(published))
    assert done.stdout.splitlines() == ["answer", "42"]


def test_sql_that_is_wrong_or_writes_is_refused(castledger: Castledger, published: Path) -> None:
    wrong = castledger("sql", "FROM sgments", "--data", published)
    assert (wrong.returncode, 'Did you mean "segments' in wrong.stderr) == (2, True)
    writing = castledger("sql", "DELETE FROM segments", "--data", published)
    assert (writing.returncode, "read-only" in writing.stderr) == (2, True)
    assert "Traceback" not in wrong.stderr + writing.stderr


def test_a_reader_that_has_seen_enough_is_no_error(environment: dict[str, str], published: Path) -> None:
    command = f"{sys.executable} -m flows.cli sql 'FROM range(1000000)' --data {shlex.quote(str(published))} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, env=environment)
    assert (done.stdout.split(), done.stderr) == (["range"], "")


def test_search_finds_lines_with_speaker_and_time(castledger: Castledger, published: Path) -> None:
    done = castledger("search", "late", "ferry", "--data", published)
    assert done.stdout.splitlines()[:3] == [
        "   1  harbour",
        "      0:00:01  Nia",
        "      The ferry is late again. It was late before we had a ferry.",
    ]
    nothing = castledger("search", "zeppelin", "--data", published)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "nothing was found\n")


def test_export_writes_every_table(castledger: Castledger, published: Path, tmp_path: Path) -> None:
    out = tmp_path / ODD_NAME
    done = castledger("export", "--to", out, "--data", published)
    assert done.returncode == 0
    assert pq.read_table(out / "segments.parquet").num_rows == 5
    assert f"{out / 'segments.parquet'}" in done.stdout


def test_info_says_what_there_is_and_what_was_rejected(castledger: Castledger, published: Path) -> None:
    told = castledger("info", "--data", published).stdout
    ((reason,),) = query(published / "warehouse.duckdb", "SELECT reason FROM rejects")
    assert "segments            5  35 words" in told
    assert f"{published.parent / 'in'}" in told
    assert "\nLeft alone\n       1  licence: " in told
    assert f"\nRejected\n       1  {reason}: " in told
    # A long path stands over two lines of a terminal.
    assert f"{published.parent / 'in' / 'broken.vtt'}:".replace(" ", "") in "".join(told.split())
    assert f"Every check: {published / 'quality.html'}" in told


def test_reading_imports_nothing_heavy(environment: dict[str, str], published: Path) -> None:
    program = (
        f"import sys; from flows.cli import main; main(['sql', 'SELECT 1', '--data', {str(published)!r}]);"
        f"print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr.strip() == ""


def test_help_and_version(castledger: Castledger) -> None:
    assert castledger("--version").stdout.startswith("castledger 0.")
    for command in ("run", "sql", "search", "export", "info"):
        assert castledger(command, "--help").stdout.startswith(f"usage: castledger {command} ")


def test_a_source_without_files_is_told(castledger: Castledger, tmp_path: Path) -> None:
    write_inputs(tmp_path / "in")
    (tmp_path / "nothing").mkdir()
    done = castledger("run", tmp_path / "in", tmp_path / "nothing", "--data", tmp_path / "data")
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if line.startswith("castledger: ")] == [
        f"castledger: {tmp_path / 'nothing'}: no files in it"
    ]


def test_a_first_run_starts_and_ends_a_server_of_its_own(castledger: Castledger, tmp_path: Path) -> None:
    source, data = write_inputs(tmp_path / "in"), tmp_path / "data"
    done = castledger("run", source, "--data", data, PREFECT_API_URL="", PREFECT_HOME=str(data / "prefect"))
    assert done.returncode == 0, done.stderr
    assert query(data / "warehouse.duckdb", "SELECT count(*) FROM segments") == [(5,)]
    assert (data / "prefect" / "prefect.db").exists()
    assert not processes_on(data)


def processes_on(folder: Path) -> list[int]:
    """Return processes that still work on a data folder, by what they were started with."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in environment:
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_a_run_that_is_stopped_leaves_nothing_behind(
    environment: dict[str, str], castledger: Castledger, published: Path, tmp_path: Path, sent: int, status: int
) -> None:
    source, data = write_inputs(tmp_path / "in"), tmp_path / "data"
    marked = {**environment, "MARK": str(data)}
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--data", str(data)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=marked, start_new_session=True) as running:
        assert running.stderr is not None
        while not running.stderr.readline().startswith("assemble"):
            assert running.poll() is None
        # The checks take seconds to get ready.
        running.send_signal(sent)
        assert running.wait(30) == status
    assert not DataFolder(data).warehouse.exists()
    deadline = time.monotonic() + 15
    while processes_on(data):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    if sent == signal.SIGKILL:
        done = castledger("run", "--data", data)
        assert done.returncode == 0, done.stderr
        assert query(data / "warehouse.duckdb", "SELECT count(*) FROM segments") == [(5,)]
