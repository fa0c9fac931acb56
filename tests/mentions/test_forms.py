"""A name is found in whatever way it is written: case, spaces, hyphens, endings, letters spelled out, numbers."""

from __future__ import annotations

import pytest

from tests.mentions.spoken import mentions, named, record

_WRITTEN = [
    ("We run Kubernetes here.", "Kubernetes", "Kubernetes"),
    ("we run kubernetes here", "kubernetes", "Kubernetes"),
    ("WE RUN KUBERNETES HERE", "KUBERNETES", "Kubernetes"),
    ("it was open ai that did it", "open ai", "OpenAI"),
    ("it was openai that did it", "openai", "OpenAI"),
    ("It was Open-AI that did it.", "Open-AI", "OpenAI"),
    ("We use scikit learn for that.", "scikit learn", "scikit-learn"),
    ("We use Py Torch for that.", "Py Torch", "PyTorch"),
    ("Get it from HuggingFace today.", "HuggingFace", "Hugging Face"),
    ("I like OpenAI's models.", "OpenAI", "OpenAI"),
    ("I like OpenAI’s models.", "OpenAI", "OpenAI"),
    ("I read Kubernetes' docs.", "Kubernetes", "Kubernetes"),
    ("We compared several LLMs there.", "LLMs", "Large language models"),
    ("We talk about N L P here.", "N L P", "Natural language processing"),
    ("We talk about N.L.P. here.", "N.L.P", "Natural language processing"),
    ("I tried G P T four here.", "G P T four", "GPT-4"),
    ("I tried 11 Labs here.", "11 Labs", "ElevenLabs"),
    ("I tried GPT4 here.", "GPT4", "GPT-4"),
    ("I tried GPT 4 here.", "GPT 4", "GPT-4"),
    ("I tried gpt-four here.", "gpt-four", "GPT-4"),
    ("I tried Llama two here.", "Llama two", "Llama 2"),
    ("I tried GPT three point five here.", "GPT three point five", "GPT-3.5"),
    ("It is written in C++ there.", "C++", "C++"),
    ("It is written in C# there.", "C#", "C#"),
]


@pytest.mark.parametrize(("said", "surface", "name"), _WRITTEN, ids=[said for said, *_ in _WRITTEN])
def test_a_known_name_is_found_as_it_is_written(said: str, surface: str, name: str) -> None:
    assert (surface, name) in named(said)


_NAMES = (("Debear", "product", "notes"), ("Quill Harbor", "work", "title"), ("Tavrix-9", "product", "link"))
_OF_THE_RECORD = [
    ("That is what DeBear does well.", "DeBear", "Debear"),
    ("that is what debear does well", "debear", "Debear"),
    ("That is Debear's own way.", "Debear", "Debear"),
    ("We wrote about it in Quill Harbor back then.", "Quill Harbor", "Quill Harbor"),
    ("we wrote about it in quill-harbor back then", "quill-harbor", "Quill Harbor"),
    ("We sold the Tavrix 9 and bought another.", "Tavrix 9", "Tavrix-9"),
    ("We sold the Tavrix nine and bought another.", "Tavrix nine", "Tavrix-9"),
]


@pytest.mark.parametrize(("said", "surface", "name"), _OF_THE_RECORD, ids=[said for said, *_ in _OF_THE_RECORD])
def test_a_name_of_the_record_is_found_as_it_is_written(said: str, surface: str, name: str) -> None:
    assert (surface, name) in named(said, record(_NAMES))


def test_the_method_tells_the_name_from_its_other_forms() -> None:
    methods = {mention.surface: mention.method for mention in mentions("We use Kubernetes, that is k8s, every day.")}
    assert methods == {"Kubernetes": "exact", "k8s": "alias"}


@pytest.mark.parametrize(
    "said", ["They asked Llama three times.", "We called Claude four times.", "We ran Llama 3 million times."]
)
def test_what_is_counted_is_no_version(said: str) -> None:
    assert {surface for surface, _ in named(said)} <= {"Llama", "Claude"}


def test_what_is_counted_is_no_version_of_a_name_of_the_record() -> None:
    known = record([("Zorvex 3", "product", "notes"), ("Zorvex", "product", "notes")])
    assert named("We bought Zorvex 3 times. Then Zorvex 3 broke.", known) == [
        ("Zorvex", "Zorvex"), ("Zorvex 3", "Zorvex 3"),
    ]  # fmt: skip


def test_a_version_that_no_list_has_is_a_name_of_its_own() -> None:
    found = mentions("They are training GPT 17 in secret.")
    assert [(one.surface, one.name, one.method) for one in found] == [("GPT 17", "GPT-17", "discovered")]


def test_part_of_a_word_is_no_name() -> None:
    assert named("The rustling of leaves, an applet, golangish gopherwood and pythonesque humour.") == []
