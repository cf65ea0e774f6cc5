"""Diacritics put back: what the user accented is kept, likely pairs win, unknown words stay."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.ngrams import MixedCounts, background_counts, combined, counts_of, restoring_counts
from vietnamese.restore import Variant, accent_variants, has_tone, marks_kept, restore, without_tone

TEXTS = ("giải ngân vốn đầu tư công", "tiến độ giải ngân vốn đầu tư công quý này", "đường vành đai hai", "họp báo đầu tháng")
COUNTS = restoring_counts(counts_of(TEXTS))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("giai ngan von dau tu cong", "giải ngân vốn đầu tư công"),
        ("nha o xa hoi", "nhà ở xã hội"),
        ("bao nhieu ngay", "bao nhiêu ngày"),
        ("thu tuc hanh chinh nhu the nao", "thủ tục hành chính như thế nào"),
        ("kế hoach đâu tư công", "kế hoạch đầu tư công"),
        ("an toan thực phẩm", "an toàn thực phẩm"),
        ("ke hoach 238", "kế hoạch 238"),
        ("xqzw", "xqzw"),
    ],
)
def test_restore(typed: str, expected: str) -> None:
    assert " ".join(restore(typed.split(), COUNTS).words) == expected


@pytest.mark.parametrize("typed", ["đường vành đai", "công sở bỏ không", "chiếu đèn thả diều gần sân bay", "họp báo"])
def test_what_is_fully_accented_stays(typed: str) -> None:
    found = restore(typed.split(), COUNTS)
    assert " ".join(found.words) == typed
    assert found.gain == pytest.approx(0.0, abs=1e-9)


def test_marks_that_were_typed_are_never_taken_away() -> None:
    for typed in ("đâu", "dương", "bao", "bảo"):
        assert all(marks_kept(typed, variant.word) for variant in accent_variants(typed, COUNTS, all_plain=False))


def test_an_unmarked_syllable_is_free_only_where_all_are() -> None:
    free = {v.word: v.cost for v in accent_variants("dau", COUNTS, all_plain=True)}
    dear = {v.word: v.cost for v in accent_variants("dau", COUNTS, all_plain=False)}
    assert free["đầu"] == 0 < dear["đầu"]
    assert dear["dau"] == 0


def test_nothing_typed() -> None:
    assert restore([], COUNTS).words == ()


def test_tones() -> None:
    assert without_tone("đầu") == "đâu"
    assert has_tone("đầu")
    assert not has_tone("đâu")
    assert not marks_kept("đấu", "đầu")


def test_the_workspace_outweighs_the_background() -> None:
    base = restore(["hai", "van"], restoring_counts(counts_of(()))).words
    local = restore(["hai", "van"], restoring_counts(counts_of(["thành phố Hải Vân"] * 50))).words
    assert local == ("hải", "vân")
    assert base != local


def test_background_is_sound() -> None:
    counts = background_counts()
    assert counts.count("quy") > 0
    assert counts.pairs(["quyết", "đầu"], ["định", "tư"])[0, 0] > counts.pairs(["quyết"], ["tư"])[0, 0]


def test_small_collections_added_up_count_as_their_parts_do() -> None:
    parts = [(counts_of(TEXTS), 2.0), (counts_of(["đầu tư công", "vốn đầu tư"]), 0.5)]
    one, several = combined(parts), MixedCounts(parts)
    words = ["đầu", "tư", "công", "vốn", "lạ"]
    assert [one.count(word) for word in words] == pytest.approx([several.count(word) for word in words])
    assert np.allclose(one.pairs(words, words), several.pairs(words, words))
    assert dict(one.variants("dau")) == pytest.approx(dict(several.variants("dau")))


def test_what_was_typed_is_weighed_along_the_way_as_by_itself() -> None:
    """The gain is the likeliest path's over the typed one's, however the latter is come by."""
    words = ["giai", "ngan", "von", "dau", "tu"]
    found = restore(words, COUNTS)
    typed_only = restore(words, COUNTS, lambda word: [Variant(word, 0.0)])
    dearer = restore(
        words, COUNTS, lambda word: [Variant(v.word, v.cost + 1.0) for v in accent_variants(word, COUNTS, all_plain=True)]
    )
    assert typed_only.gain == pytest.approx(0.0)
    assert dearer.words == found.words
    assert dearer.gain == pytest.approx(found.gain - len(words))
