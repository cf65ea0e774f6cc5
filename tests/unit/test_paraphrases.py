"""Pairs for training out of the thesaurus: what is said stands for what is written, alone and in its place."""

from __future__ import annotations

import pytest

from embeddings.articles import plain
from embeddings.paraphrases import AROUND, CONTEXT, PLACES, paraphrases

GROUPS = (
    (("nhà giá rẻ", "nhà cho người nghèo"), ("nhà ở xã hội", "nhà ở")),
    (("chung cư bình dân",), ("nhà ở xã hội",)),
    (("kẹt xe",), ("ùn tắc giao thông",)),
)
BEFORE, AFTER = plain("Nhà nước khuyến khích mọi thành phần kinh tế phát triển"), plain("để cho thuê theo quy định của pháp luật")
BODY = [*BEFORE, *plain("nhà ở xã hội"), *AFTER]


def test_each_said_phrase_stands_beside_each_written_one() -> None:
    made = paraphrases(GROUPS, (), 7)
    found = {(" ".join(pair.said), " ".join(pair.written)) for pair in made}
    assert found == {(said, written) for sides in GROUPS for said in sides[0] for written in sides[1]}
    assert len(made) == len(found)


def test_groups_that_share_a_written_phrase_mean_the_same() -> None:
    meaning = {" ".join(pair.said): pair.meaning for pair in paraphrases(GROUPS, (), 7)}
    assert meaning["nhà giá rẻ"] == meaning["nhà cho người nghèo"] == meaning["chung cư bình dân"] != meaning["kẹt xe"]


def test_pairs_of_one_meaning_follow_each_other() -> None:
    meanings = [pair.meaning for pair in paraphrases((*GROUPS, *GROUPS[:1]), [(["nhà"], BODY)], 7)]
    assert meanings == sorted(meanings)


@pytest.mark.parametrize("seed", range(5))
def test_a_said_phrase_takes_the_place_of_the_written_one(seed: int) -> None:
    placed = [pair for pair in paraphrases(GROUPS[1:], [(["nhà ở"], BODY)], seed) if pair.written == BODY]
    assert len(placed) == 1
    query = " ".join(placed[0].said)
    before, after = query.split("chung cư bình dân")
    assert " ".join(BEFORE).endswith(before.strip())
    assert " ".join(AFTER).startswith(after.strip())
    assert max(len(before.split()), len(after.split())) <= CONTEXT


def test_a_common_phrase_keeps_a_few_places_and_a_window_of_each() -> None:
    article = (["giao thông"], [*["trước"] * 200, "ùn", "tắc", "giao", "thông", *["sau"] * 200])
    placed = [pair for pair in paraphrases(GROUPS[2:], [article] * 50, 7) if len(pair.written) > 4]
    assert len(placed) == PLACES
    assert {len(pair.written) for pair in placed} == {2 * AROUND + 4}


def test_the_same_seed_makes_the_same_pairs() -> None:
    articles = [(["nhà ở"], BODY)] * 30
    assert paraphrases(GROUPS, articles, 7) == paraphrases(GROUPS, articles, 7)
    assert paraphrases(GROUPS, articles, 7) != paraphrases(GROUPS, articles, 8)
