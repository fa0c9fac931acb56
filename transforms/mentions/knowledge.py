"""All that the search for mentions knows before it reads a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.mentions.acronyms import index_acronyms
from transforms.mentions.lexicon import Lexicon, build_lexicon
from transforms.mentions.sound_index import SoundIndex, index_sounds
from transforms.mentions.versions import Families, find_families

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    import pyarrow as pa

    from transforms.mentions.models import SpanModel
    from transforms.mentions.vocabulary import Vocabulary


class Knowledge(NamedTuple):
    """The words of languages, the lexicon, its families of versions, its forms by sound and by letters, and models."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    families: Families
    by_sound: SoundIndex
    by_letters: pl.DataFrame
    models: tuple[SpanModel, ...] = ()


def build_knowledge(entity_lists: Sequence[pa.Table], vocabulary: Vocabulary) -> Knowledge:
    """Return what is known with entity lists (`lexicon_schema.ENTITY_LIST`, later ones count more)."""
    lexicon = build_lexicon(entity_lists)
    return Knowledge(vocabulary, lexicon, find_families(lexicon), index_sounds(lexicon), index_acronyms(lexicon))
