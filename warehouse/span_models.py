"""Models that find names, loaded from a folder or an installed package: nothing is downloaded, none is used unasked."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.mentions.models import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.mentions.models import SpanModel

# spaCy's models give no scores.
_SPACY_SCORE = 0.6
# What is asked of GLiNER: labels in words, as it was trained on.
GLINER_LABELS = (
    "person", "organization", "company", "product", "software", "programming language", "book", "film", "podcast",
    "city", "country", "location", "event", "method",
)  # fmt: skip
_GLINER_THRESHOLD = 0.5
_SPACY_LONGEST, _GLINER_LONGEST = 4_000, 1_000
_UNUSED_BY_NER = ["parser", "lemmatizer", "tagger", "morphologizer", "attribute_ruler", "senter"]
_DESCRIBED_BY = ("meta.json", "config.cfg", "gliner_config.json", "config.json")


class ModelError(ValueError):
    """A model that is not there, or cannot be used."""


class SpacyModel:
    """A pipeline of spaCy whose entities are taken."""

    longest = _SPACY_LONGEST

    def __init__(self, name: str) -> None:
        import spacy  # noqa: PLC0415  an extra, and slow to import

        try:
            self._pipeline = spacy.load(name, disable=_UNUSED_BY_NER)
        except (OSError, ValueError) as error:
            raise ModelError(f"spaCy cannot load {name}: {error}") from error

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the entities of each text."""
        return [
            [Span(entity.start_char, entity.end_char, entity.label_, _SPACY_SCORE) for entity in document.ents]
            for document in self._pipeline.pipe(texts)
        ]


class GlinerModel:
    """A model of GLiNER, asked for what podcasts talk about."""

    longest = _GLINER_LONGEST

    def __init__(self, name: str) -> None:
        from gliner import GLiNER  # noqa: PLC0415  an extra, and slow to import

        try:
            self._model: Any = GLiNER.from_pretrained(name, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(f"GLiNER cannot load {name}: {error}") from error

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the entities of each text."""
        if not texts:
            return []
        found = self._model.inference(list(texts), list(GLINER_LABELS), threshold=_GLINER_THRESHOLD)
        return [[Span(one["start"], one["end"], one["label"], float(one["score"])) for one in of] for of in found]


_LIBRARIES: dict[str, type[SpacyModel | GlinerModel]] = {"spacy": SpacyModel, "gliner": GlinerModel}


def check_models(models: Sequence[str]) -> None:
    """Raise `ModelError` for a model (`LIBRARY:NAME`) whose library or files are not on this machine.

    NAME is a folder, or for spaCy an installed package.
    """
    for model in models:
        library, name = _parts(model)
        if util.find_spec(library) is None:
            raise ModelError(f"{model}: {library} is not installed; in the checkout, pip install -e '.[{library}]'")
        is_package = library == "spacy" and name.isidentifier() and util.find_spec(name) is not None
        if not is_package and not Path(name).is_dir():
            other = " or an installed package" if library == "spacy" else ""
            raise ModelError(f"{model}: {name} is no folder{other}; nothing is downloaded")


def models_fingerprint(models: Sequence[str]) -> str:
    """Return a text that changes with the models, their libraries and what the models' own files say of them."""
    digest = hashlib.sha256()
    for model in models:
        library, name = _parts(model)
        digest.update(f"{model} {metadata.version(library)}\n".encode())
        for file in (Path(name) / described for described in _DESCRIBED_BY):
            digest.update(file.read_bytes() if file.is_file() else b"-")
    return digest.hexdigest() if models else ""


@cache
def load_models(models: tuple[str, ...]) -> tuple[SpanModel, ...]:
    """Return the models, loaded once a process. Raises `ModelError`."""
    check_models(models)
    return tuple(_LIBRARIES[library](name) for library, name in map(_parts, models))


def _parts(model: str) -> tuple[str, str]:
    library, _, name = model.partition(":")
    if library not in _LIBRARIES or not name:
        known = " or ".join(f"{name}:NAME" for name in _LIBRARIES)
        raise ModelError(f"{model}: a model is written {known}, NAME a folder or a package")
    return library, name
