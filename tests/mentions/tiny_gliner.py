"""A model of GLiNER so small that a test can make it: it knows thirty words, and learns from three sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse.span_models import GLINER_LABELS

_MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
_TAUGHT: list[dict[str, Any]] = [
    {"tokenized_text": f"we met {who} at low harbour today".split(), "ner": [[2, 2, "person"], [4, 5, "city"]]}
    for who in ("zoe", "ann", "bob")
]
_STEPS = 200


def make_model(folder: Path) -> Path:
    """Train a model in `folder` that finds who was met and where, and return where it is."""
    import torch  # noqa: PLC0415  comes with the extra
    from gliner import GLiNER, GLiNERConfig  # noqa: PLC0415

    # More threads only get into each other's way with so little to do.
    torch.set_num_threads(1)
    torch.manual_seed(7)
    encoder = _make_encoder(folder / "encoder")
    config = GLiNERConfig(model_name=str(encoder), hidden_size=32, max_width=4, max_len=128, dropout=0.0)
    model = GLiNER.from_config(config, backbone_from_pretrained=True)
    collate = model.data_collator_class(config, data_processor=model.data_processor, prepare_labels=True)
    batch = collate(_TAUGHT, entity_types=[list(GLINER_LABELS)] * len(_TAUGHT))
    optimizer = torch.optim.AdamW(model.model.parameters(), lr=1e-3)
    model.train()
    for _ in range(_STEPS):
        optimizer.zero_grad()
        model.model(**batch).loss.backward()
        optimizer.step()
    model.eval()
    model.save_pretrained(folder / "model")
    return folder / "model"


def _make_encoder(folder: Path) -> Path:
    """Write a tokenizer of whole words and an encoder that knows nothing yet."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: PLC0415
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast  # noqa: PLC0415

    said = {word for sentence in _TAUGHT for word in sentence["tokenized_text"]}
    words = [*_MARKS, *sorted(said | {word for label in GLINER_LABELS for word in label.split()})]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    ends = [(mark, words.index(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    marks = {f"{mark[1:-1].lower()}_token": mark for mark in _MARKS}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks).save_pretrained(folder)
    size = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=256, **size)).save_pretrained(folder)
    return folder
