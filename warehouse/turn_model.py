"""The models of turns, with the weights that ship."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from transforms.turns.model import parse_model

if TYPE_CHECKING:
    from transforms.turns.model import TurnModel


@cache
def turn_model() -> TurnModel:
    """Return the models of turn changes and of who leads."""
    path = resources.files("transforms").joinpath("turns", "turn_weights.csv")
    return parse_model(path.read_text(encoding="utf-8"))
