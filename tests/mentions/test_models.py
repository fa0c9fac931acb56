"""Models find names beside all else: at low confidence, never over what is known, with offsets that hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.spoken import Mention, mentions, shipped, speech
from tests.mentions.tiny_gliner import make_model
from transforms.mentions.models import KIND_OF_LABEL, Span, SpanModel
from transforms.schema import ENTITY_KINDS
from warehouse.span_models import ModelError, check_models, load_models, models_fingerprint

_SAID = "and then we gave it to the grinders of low harbour who use docker for it"


class Finder:
    """Finds what a pattern finds: a model for tests that is one, and not the pretence of another."""

    def __init__(self, pattern: str, label: str = "ORG", score: float = 0.9, longest: int = 4_000) -> None:
        self._pattern, self._label, self._score, self.longest = re.compile(pattern), label, score, longest
        self.seen: list[str] = []

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        self.seen += texts
        return [
            [Span(*found.span(), self._label, self._score) for found in self._pattern.finditer(text)] for text in texts
        ]


def found(said: str | list[str], *models: SpanModel) -> list[Mention]:
    return mentions(said, None, shipped()._replace(models=models))


def test_what_a_model_alone_finds_is_discovered_at_low_confidence() -> None:
    (grinders, docker) = found(_SAID, Finder("grinders of low harbour"))
    assert (grinders.surface, grinders.kind, grinders.method) == (
        "grinders of low harbour",
        "organization",
        "discovered",
    )
    assert docker.name == "Docker"
    assert grinders.confidence < min(0.5, docker.confidence)


def test_what_is_known_stays_as_it_is() -> None:
    assert found(_SAID, Finder("use docker for"), Finder("docker", "PERSON")) == found(_SAID)


def test_of_two_models_the_surer_one_counts() -> None:
    first, second = Finder("low harbour", "GPE", 0.6), Finder("grinders of low", "ORG", 0.8)
    for models in ((first, second), (second, first)):
        assert found(_SAID, *models)[0].surface == "grinders of low"


@pytest.mark.parametrize("finder", [Finder("low harbour", "CARDINAL"), Finder("low harbour", "GPE", 0.1), Finder("^")])
def test_what_says_nothing_is_left_out(finder: Finder) -> None:
    assert found(_SAID, finder) == found(_SAID)


def test_offsets_hold_in_every_script_and_over_cues() -> None:
    lines = ["🙂 Señor Ünal besucht low", "harbour 日本 heute."]
    found_ = mentions(
        speech(lines, turn_index=[0, 0]), None, shipped()._replace(models=(Finder("low harbour", "GPE"),))
    )
    (harbour,) = [one for one in found_ if one.surface == "low harbour"]
    assert (harbour.segment_index, harbour.end_segment_index) == (0, 1)
    assert (lines[0][harbour.char_start :], lines[1][: harbour.char_end]) == ("low", "harbour")


def test_a_model_is_given_whole_turns_as_long_as_it_takes() -> None:
    finder = Finder("x^", longest=24)
    found(["one two three four five six seven", "eight nine.", "日本語" * 10, ""], finder)
    assert "".join(finder.seen) == "one two three four five six seveneight nine." + "日本語" * 10
    assert all(len(text.encode()) <= 24 for text in finder.seen)


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x00"), max_size=40), max_size=4))
def test_any_speech_can_be_given_to_a_model(lines: list[str]) -> None:
    finder = Finder(r"\w+", longest=9)
    for one in found(lines, finder):
        assert lines[one.segment_index][one.char_start : one.char_end] == one.surface


def test_labels_lead_to_kinds_there_are() -> None:
    assert set(KIND_OF_LABEL.values()) == set(ENTITY_KINDS)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("spacy", "a model is written spacy:NAME or gliner:NAME"),
        ("other:x", "a model is written"),
        ("gliner:", "a model is written"),
    ],
)
def test_a_model_that_cannot_be_is_refused(model: str, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        check_models([model])


def test_no_model_is_the_default() -> None:
    assert (load_models(()), models_fingerprint(())) == ((), "")


def test_a_pipeline_of_spacy_is_loaded_from_a_folder(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: castledger[spacy]")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": [{"LOWER": "low"}, {"LOWER": "harbour"}]}, {"label": "DATE", "pattern": "then"}]
    )
    pipeline.to_disk(tmp_path / "model")
    name = f"spacy:{tmp_path / 'model'}"
    check_models([name])
    assert [(one.surface, one.kind) for one in found(_SAID, *load_models((name,)))] == [
        ("low harbour", "organization"), ("docker", "product"),
    ]  # fmt: skip
    before = models_fingerprint([name])
    pipeline.meta["version"] = "9.9"
    pipeline.to_disk(tmp_path / "model")
    assert models_fingerprint([name]) != before
    with pytest.raises(ModelError, match="is no folder or an installed package; nothing is downloaded"):
        check_models(["spacy:en_core_nowhere"])
    with pytest.raises(ModelError, match="spaCy cannot load"):
        load_models((f"spacy:{tmp_path}",))


def test_a_trained_pipeline_of_spacy_finds_what_it_was_taught(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed: castledger[spacy]")
    from spacy.training import Example  # noqa: PLC0415

    spacy.util.fix_random_seed(7)
    pipeline = spacy.blank("en")
    recognizer = pipeline.add_pipe("ner")
    recognizer.add_label("ORG")
    texts = [f"we met {who} at low harbour today" for who in ("him", "her", "them", "everybody")]
    taught = [
        Example.from_dict(pipeline.make_doc(text), {"entities": [(text.index("low"), text.index(" today"), "ORG")]})
        for text in texts
    ]
    optimizer = pipeline.initialize(lambda: taught)
    for _ in range(30):
        pipeline.update(taught, sgd=optimizer)
    pipeline.to_disk(tmp_path / "model")
    (one,) = found("so we met them at low harbour today", *load_models((f"spacy:{tmp_path / 'model'}",)))
    assert (one.surface, one.kind, one.method) == ("low harbour", "organization", "discovered")


def test_a_model_of_gliner_is_loaded_from_a_folder(tmp_path: Path) -> None:
    pytest.importorskip("gliner", reason="GLiNER is not installed: castledger[gliner]")
    name = f"gliner:{make_model(tmp_path)}"
    check_models([name])
    assert len(models_fingerprint([name])) == 64
    (model,) = load_models((name,))
    said = "we met ann at low harbour today"
    spans = {said[span.start : span.end]: (span.label, span.score) for span in model.spans([said, "so then"])[0]}
    assert spans["low harbour"][0] == "city"
    assert 0.5 <= spans["low harbour"][1] <= 1
    assert ("low harbour", "place", "discovered") in [(one.surface, one.kind, one.method) for one in found(said, model)]
    with pytest.raises(ModelError, match="is no folder; nothing is downloaded"):
        check_models(["gliner:someone/some-model"])
