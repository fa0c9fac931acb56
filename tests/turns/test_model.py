"""The linear models: read from their table, and adding up what the cues of sentences weigh."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from transforms.turns.cues import CHOICES, WORDS, sentence_cues
from transforms.turns.model import TERMS, log_odds, parse_model, read_code
from warehouse.turn_model import turn_model

TABLE = """model,cues,values,weight
change,,,-1.5
change,first,yeah,2.0
change,asks-1 first second,yes yeah i,0.25
change,word-1,you,0.5
lead,,,0.1
lead,word,what,1.0
"""
SPOKEN = ["What did you find there?", "Yeah, I found three hives.", "Yeah.", "What now?"]


def test_weights_of_all_cues_of_a_sentence_add_up() -> None:
    model, document = parse_model(TABLE), np.array([0, 0, 0, 1])
    cues, bag = sentence_cues(pl.Series(SPOKEN), document)
    assert log_odds(model.change, "change", cues, bag, document).tolist() == [-1.5, 1.25, 0.5, -1.5]
    assert log_odds(model.lead, "lead", cues, bag, document).tolist() == [1.1, 0.1, 0.1, 1.1]


def test_cues_look_no_further_than_their_text() -> None:
    cues, _ = sentence_cues(pl.Series(SPOKEN), np.array([0, 0, 0, 1]))
    assert [CHOICES["asks"][code] for code in cues["asks"]] == ["yes", "no", "no", "yes"]
    assert [WORDS[code] for code in cues["second"]] == ["did", "i", "-", "now"]
    assert [CHOICES["since"][code] for code in cues["since"]] == ["7", "1", "2", "7"]


def test_unknown_cues_are_an_error() -> None:
    with pytest.raises(ValueError, match="no cues 'moon'"):
        parse_model("model,cues,values,weight\nchange,moon,full,1.0\n")


def test_codes_read_as_they_are_written() -> None:
    shipped = turn_model()
    for name, model in zip(TERMS, shipped, strict=True):
        assert model.bias
        for terms, codes in zip(TERMS[name], model.codes, strict=True):
            for code in codes.tolist():
                values = read_code(terms, code).split(" ")
                assert [value in CHOICES[term.cue] for value, term in zip(values, terms, strict=True)] == [True] * len(
                    terms
                )
