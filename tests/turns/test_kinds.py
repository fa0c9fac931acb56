"""Adverts, clips and music are told apart from speech, and speech about them is not."""

from __future__ import annotations

import polars as pl
import pytest

from transforms.turns.adverts import adverts
from transforms.turns.kinds import with_kinds

TALK = [f"Then we moved hive number {number} down to the lower meadow by the brook." for number in range(40)]


def kinds(texts: list[str], kind: str = "speech") -> list[str]:
    rows = {"document_id": ["a"] * len(texts), "ordinal": [1] * len(texts), "text": texts, "kind": [kind] * len(texts)}
    return with_kinds(pl.DataFrame(rows))["kind"].to_list()


def test_an_advert_goes_on_until_the_show_is_back() -> None:
    read = [
        "This episode is brought to you by Waxwing.",
        "They build small scales for bee hives.",
        "Use the code HONEY at waxwing dot com for 20% off.",
        "Now, back to the show.",
    ]
    assert kinds([*TALK[:3], *read, *TALK[3:6]]) == ["speech"] * 3 + ["advert"] * 4 + ["speech"] * 3


def test_an_advert_inside_a_long_turn_leaves_the_turn_speech() -> None:
    turn = " ".join([*TALK[:6], "This show is sponsored by Waxwing.", *TALK[6:12]])
    assert kinds([turn]) == ["speech"]
    assert len(list(adverts(turn))) == 1


@pytest.mark.parametrize(
    "said",
    [
        "This episode's supported by Waxwing.",
        "Today's program was made possible by Waxwing.",
        "Diese Folge wird heute unterstützt von Waxwing.",
        "Este episódio é apoiado por Waxwing.",
        "Cet épisode est présenté par Waxwing.",
        "Gracias a nuestro patrocinador, Waxwing.",
        "Deze aflevering wordt gesponsord door Waxwing.",
    ],
)
def test_sponsors_are_named_in_many_ways(said: str) -> None:
    assert kinds([TALK[0], said, TALK[1]]) == ["speech", "advert", "speech"]


@pytest.mark.parametrize(
    "said",
    [
        "Das Museum wird unterstützt von der Stadt.",
        "Our village sponsors a beekeeper every year.",
        "The bridge was supported by two beams.",
        "He was brought to the hospital.",
        "We found a promo code in the newspaper.",
    ],
)
def test_speech_about_sponsors_is_speech(said: str) -> None:
    assert kinds([TALK[0], said, TALK[1]]) == ["speech"] * 3


@pytest.mark.parametrize(("text", "kind"), [
    ("[Music]", "music"), ("(upbeat music playing)", "music"), ("♪♪♪", "music"), ("[Theme song] [Music]", "music"),
    ("[Music] Hello, everyone.", "speech"), ("Music", "speech"), ("[laughs]", "speech"),
    ("I like [music] a lot.", "speech"),
])  # fmt: skip
def test_only_marks_of_sound_are_music(text: str, kind: str) -> None:
    assert kinds([TALK[0], text, TALK[1]]) == ["speech", kind, "speech"]


def test_an_opening_that_comes_again_is_a_clip() -> None:
    clip = "Nobody had told us that the queen had left the hive a week before we came."
    texts = [clip, "Hello and welcome to the meadow.", *TALK, f"Well, {clip} So we went home.", TALK[0]]
    assert kinds(texts)[:3] == ["clip", "speech", "speech"]
    assert set(kinds(texts)[1:]) == {"speech"}
    assert kinds(texts[1:])[0] == "speech"


def test_what_the_source_says_stays() -> None:
    assert kinds(["Buy our wax.", "[Music]"], "advert") == ["advert", "advert"]
