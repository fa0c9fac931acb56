"""What Prefect is told, and whether the caller has a server already."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.settings import has_server, prepare_prefect


class _Settings:
    class api:  # noqa: N801  as Prefect names it
        url = "http://127.0.0.1:4200/api"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let each test begin without any of Prefect's variables, in an empty folder; what it sets is taken back."""
    for name in [name for name in os.environ if name.startswith("PREFECT_") or name == "DO_NOT_TRACK"]:
        monkeypatch.delenv(name)
    kept = dict(os.environ)
    monkeypatch.setattr(os, "environ", kept)
    monkeypatch.chdir(tmp_path)


def test_everything_is_in_one_folder_and_nothing_is_sent(tmp_path: Path) -> None:
    prepare_prefect(tmp_path / "home")
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "home")
    assert (os.environ["DO_NOT_TRACK"], os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")
    assert not has_server()


def test_what_the_caller_has_set_stays(tmp_path: Path) -> None:
    os.environ["PREFECT_HOME"] = "/elsewhere"
    prepare_prefect(tmp_path / "home")
    assert os.environ["PREFECT_HOME"] == "/elsewhere"


def test_a_server_is_named_by_the_environment(tmp_path: Path) -> None:
    os.environ["PREFECT_API_URL"] = "http://127.0.0.1:4200/api"
    prepare_prefect(tmp_path / "home")
    assert has_server()


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("prefect.toml", '[api]\nurl = "http://127.0.0.1:4200/api"\n', True),
        ("prefect.toml", "# nothing\n", False),
        ("pyproject.toml", '[tool.prefect.api]\nurl = "http://127.0.0.1:4200/api"\n', True),
        ("pyproject.toml", '[project]\ndependencies = ["prefect==3.8.8"]\n', False),
        (".env", "PREFECT_API_URL=http://127.0.0.1:4200/api\n", True),
        (".env", "OTHER=PREFECT_\n", False),
    ],
)
def test_files_that_prefect_reads_settings_from_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, *, holds: bool
) -> None:
    asked: list[str] = []

    def ask() -> type[_Settings]:
        asked.append(name)
        return _Settings

    monkeypatch.setattr("prefect.settings.get_current_settings", ask)
    (tmp_path / name).write_text(text)
    prepare_prefect(tmp_path / "home")
    assert (has_server(), asked) == ((True, [name]) if holds else (False, []))


def test_profiles_of_a_home_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prefect.settings.get_current_settings", lambda: _Settings)
    (tmp_path / "profiles.toml").write_text('active = "mine"\n')
    prepare_prefect(tmp_path)
    assert has_server()
