"""What each voice of an episode does: how much it speaks, how much it asks, whether it leads or was invited."""

from __future__ import annotations

import polars as pl

from transforms.lake_schema import PARSED_VOICES
from transforms.people.sentences import FIND

_HOST_PHRASES = (
    r"(?i-u:\bwelcome (?:back )?to\b|\bmy guest|\bour guest|\bspecial guest|\btoday's guest|\btoday we(?:'re| are"
    r"| have)\b"
    r"|\bthis episode|\bin this episode|\banother episode|\bnew episode|\bof the show\b|\bon the show\b|\bjoin(?:ed"
    r"|ing) (?:me|us|by)\b"
    r"|\b(?:thanks|thank you)(?: so much| all| everyone)? for (?:joining|listening|coming|being here|tuning|watching)\b"
    r"|\bsee you next\b|\buntil next\b|\bnext week\b|\bnext time\b|\bsponsor|\bbrought to you\b|\bsubscribe\b"
    r"|\bshow notes\b"
    r"|\btell us (?:a (?:little )?bit )?about\b|\bintroduce yourself|\bwhere can (?:people|folks|listeners|everyone)\b"
    r"|\blet's (?:get started|dive|jump|start|talk about|move on)\b|\bbefore we (?:start|go|get|dive|wrap)\b"
    r"|\blast question\b"
    r"|\bmy co-?host|\bour listeners|\bi(?:'m| am) your host|\bgreat to have you\b|\bhave you on\b|\bwelcome,"
    r"|\bbienvenid|\bwillkommen\b|\bbienvenue\b)"
)
_GUEST_PHRASES = (
    r"(?i-u:\b(?:thanks|thank you)(?: so much| very much| a lot| guys| again| both)* for (?:having|inviting)\b"
    r"|\bhaving (?:me|us)\b"
    r"|\b(?:great|good|happy|glad|excited|nice|pleasure|thrilled|honou?red|delighted|fun|honor) to be (?:here|on"
    r"|with|back)\b"
    r"|\bbeing (?:here|on the show)\b|\b(?:good|great|interesting|excellent|fantastic) question\b|\bfor the invit"
    r"|\bmy background\b"
    r"|\bpor invitarme\b|\bpor la invitaci)"
)


def voice_facts(turns: pl.DataFrame, cut: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return one row per voice of each episode (`lake_schema.PARSED_VOICES`), in order of first turn.

    `turns`, `cut` and `places` are what `sentences.turn_texts`, `sentences.sentences` and `sentences.places` return.
    Voices are told apart by label, also by a hidden one (`marked_voices`); all speech without one is one row.
    """
    spoken = cut.group_by("row").agg(
        sentence_count=pl.len().cast(pl.Int32),
        question_count=pl.col("text").str.contains(r"[?？][\"”’']?\s*$").sum().cast(pl.Int32),
        host_phrase_count=pl.col("text").str.contains(_HOST_PHRASES).sum().cast(pl.Int32),
        guest_phrase_count=pl.col("text").str.contains(_GUEST_PHRASES).sum().cast(pl.Int32),
    )
    opening = places.unique("row", keep="first", maintain_order=True).select("row", "doc_start", "doc_end")
    counts = ("sentence_count", "question_count", "host_phrase_count", "guest_phrase_count")
    return (
        turns.join(spoken, on="row", how="left", maintain_order="left")
        .join(opening, on="row", how="left", maintain_order="left")
        .group_by(*FIND, "speaker_label", maintain_order=True)
        .agg(
            pl.col("turn_index").first().alias("first_turn"),
            pl.col("turn_index").get(1, null_on_oob=True).alias("second_turn"),
            pl.col("turn_index").last().alias("last_turn"),
            pl.len().cast(pl.Int32).alias("turn_count"),
            pl.col("word_count").sum().cast(pl.Int64),
            *(pl.col(name).sum() for name in counts),
            pl.col("doc_start", "doc_end").first(),
        )
        .select(PARSED_VOICES.names())
    )
