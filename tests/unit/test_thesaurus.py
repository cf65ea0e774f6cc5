"""The thesaurus as data: groups of two sides, composed letters, no phrase said twice."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from search_api.search.wordings import load_lexicon
from vietnamese.syllables import syllables

TEXT = (files("data") / "gazetteers" / "thesaurus.toml").read_text("utf-8")
GROUPS = tomllib.loads(TEXT)["groups"]
ORDINARY = (
    "trách nhiệm của Ủy ban nhân dân cấp xã nơi có đê",
    "Văn phòng và các cơ quan tham mưu, giúp việc",
    "thành lập hội đồng thẩm định",
    "tổ chức mở hội nghị sơ kết",
    "các điều kiện quan trọng khác",
    "kiện toàn bộ máy chủ yếu ở cơ sở",
    "phát hành trái phiếu doanh nghiệp được Chính phủ bảo lãnh",
    "hồ sơ đăng ký thay đổi nội dung",
)
"""Official sentences in which two words side by side look like a phrase of speech."""


def test_every_group_has_two_sides() -> None:
    assert all(len(group) == 2 and all(group) and all(syllables(phrase) for side in group for phrase in side) for group in GROUPS)


def test_letters_are_composed() -> None:
    assert unicodedata.normalize("NFC", TEXT) == TEXT


def test_no_phrase_is_said_twice() -> None:
    times = Counter(tuple(syllables(phrase)) for said, _ in GROUPS for phrase in said)
    assert [" ".join(phrase) for phrase, n in times.items() if n > 1] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_an_official_sentence_is_left_as_it_is(text: str) -> None:
    assert load_lexicon().official(tuple(syllables(text))) == []
