"""The README is true: what it shows is what is printed, and what it tells to type is understood."""

from __future__ import annotations

import re
import shlex

import pytest

from flows import help_texts
from flows.cli import build_parser
from tests.readme import README, commands, refreshed
from tests.samples_ledger import publish_samples
from warehouse.folder import DataFolder
from warehouse.models import macros, marts
from warehouse.query import run_sql

TEXT = README.read_text("utf-8")
ROOT = README.parent
_ASKS = re.compile(r"^\| [^|]+ \| ((?:`FROM [^`]+`(?:, )?)+) \|$", re.MULTILINE)
ASKED = [query for row in _ASKS.findall(TEXT) for query in re.findall(r"`([^`]+)`", row)]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return publish_samples(tmp_path_factory.mktemp("samples"))


def typed() -> list[str]:
    """Return the commands that the README and the help texts tell to type."""
    blocks = re.findall(r"^```(sh|console)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    written = [line for kind, block in blocks for line in (block.splitlines() if kind == "sh" else commands(block))]
    helps = [line for name, text in vars(help_texts).items() if name.isupper() for line in text.splitlines()]
    written += [re.split(r"\s{3,}| < ", line.strip())[0] for line in helps if line.startswith("  castledger ")]
    return [line for line in written if line.startswith("castledger ")]


def test_what_is_shown_is_what_is_printed(samples: DataFolder) -> None:
    assert refreshed(TEXT, samples) == TEXT, "python -m tests.readme writes it anew"


@pytest.mark.parametrize("query", ASKED)
def test_each_question_has_an_answer(samples: DataFolder, query: str) -> None:
    with run_sql(samples.warehouse, query.replace("'...'", "(SELECT min(episode_id) FROM segments)")) as answer:
        assert next(answer.rows(), None) is not None


def test_every_view_is_asked_something() -> None:
    shown = "\n".join([*ASKED, *typed()])
    assert [mart.name for mart in marts() if mart.name not in shown and mart.name != "entity_lines"] == []
    assert [macro.name for macro in macros() if macro.is_table and macro.name not in shown] == []


@pytest.mark.parametrize("command", sorted(set(typed())))
def test_what_is_told_to_type_is_understood(command: str) -> None:
    options = build_parser().parse_args(shlex.split(command, comments=True)[1:])
    assert callable(options.command)


def test_links_within_the_repository_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
