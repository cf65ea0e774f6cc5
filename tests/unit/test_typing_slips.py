"""Keys of input methods left in words, wrong marks, letters lost or swapped."""

from __future__ import annotations

from functools import partial

import pytest

from embeddings.ngrams import counts_of, restoring_counts
from vietnamese.restore import restore
from vietnamese.text import fold
from vietnamese.typing_slips import Speller, read_telex, read_vni, tone_of

COUNTS = restoring_counts(counts_of(["nghị quyết về đường sắt qua thành phố Hải Vân", "bảo vệ quyền lợi người tiêu dùng"]))
SPELLER = Speller(COUNTS, COUNTS.folded_vocabulary())
SAC, HUYEN, NANG = "\u0301", "\u0300", "\u0323"


@pytest.mark.parametrize(
    ("word", "letters", "tone"),
    [
        ("quyeets", "quyêt", SAC),
        ("nghij", "nghi", NANG),
        ("ddaauf", "đâu", HUYEN),
        ("dduwowngf", "đương", HUYEN),
        ("truowngf", "trương", HUYEN),
        ("tuwf", "tư", HUYEN),
    ],
)
def test_telex(word: str, letters: str, tone: str) -> None:
    keyed = read_telex(word)
    assert keyed is not None
    assert (keyed.letters, keyed.tone) == (letters, tone)


@pytest.mark.parametrize("word", ["trong", "sinh", "quan", "tw", "srx"])
def test_words_without_keys_are_no_telex(word: str) -> None:
    keyed = read_telex(word)
    assert keyed is None or keyed.letters != word


@pytest.mark.parametrize(
    ("word", "letters", "tone"),
    [("nghi5", "nghi", NANG), ("quye61t", "quyêt", SAC), ("d9u7o7ng2", "đương", HUYEN), ("pho61", "phô", SAC)],
)
def test_vni(word: str, letters: str, tone: str) -> None:
    keyed = read_vni(word)
    assert keyed is not None
    assert (keyed.letters, keyed.tone) == (letters, tone)


@pytest.mark.parametrize("word", ["nq57", "57nqtw", "226", "abc0"])
def test_numbers_are_no_vni(word: str) -> None:
    keyed = read_vni(word)
    assert keyed is None or not any(v.word != word for v in SPELLER.readings(word, all_plain=True))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nghij quyeets", "nghị quyết"),
        ("nghi5 quye61t", "nghị quyết"),
        ("bão vệ quyền lợi người tiêu dung", "bảo vệ quyền lợi người tiêu dùng"),
        ("đường sát", "đường sắt"),
        ("thành phố hải phòg", "thành phố hải phòng"),
        ("thàhn phố", "thành phố"),
        ("quyền lợii người tiêu dùng", "quyền lợi người tiêu dùng"),
        ("đường sắt", "đường sắt"),
        ("nhà trường được thu những khoản tiền gì", "nhà trường được thu những khoản tiền gì"),
    ],
)
def test_slips_are_mended_and_sound_text_is_left(typed: str, meant: str) -> None:
    words = typed.split()
    plain = all(fold(word) == word for word in words)
    assert " ".join(restore(words, COUNTS, partial(SPELLER.readings, all_plain=plain)).words) == meant


def test_the_typed_word_is_always_among_the_readings_at_no_cost() -> None:
    for word in ("sắt", "phòg", "xyz", "238"):
        assert min(v.cost for v in SPELLER.readings(word, all_plain=False) if v.word == word) == 0


def test_neighbours_are_one_slip_away() -> None:
    assert "phong" in SPELLER.neighbours("phog")
    assert "thanh" in SPELLER.neighbours("thahn")
    assert "quyet" not in SPELLER.neighbours("thanh")


def test_tone_of() -> None:
    assert tone_of("quyết") == SAC
    assert tone_of("tư") == ""
