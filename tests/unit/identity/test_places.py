"""Places that a name means by the level's word alone, read against the document that prints it."""

from __future__ import annotations

from graph.identity.bodies import Body, Home, places_of, read_body

CITY = Home({"province": "hai van"}, {"province": "thanh pho"}, "province")


def test_of_two_words_for_one_level_the_citing_document_s_own_counts() -> None:
    both = read_body("công tác hòa giải trên địa bàn thành phố, đối chiếu với tỉnh bạn")
    assert both.relative == {("province", "thanh pho"), ("province", "tinh")}
    assert places_of(both, "", CITY) == {"hai van"}
    assert places_of(Body(relative=frozenset({("province", "tinh")})), "", CITY) == {"tinh?"}


def test_the_lower_level_goes_before_the_word_of_the_home() -> None:
    home = Home({"province": "hai van", "commune": "van dong"}, {"province": "thanh pho"}, "commune")
    assert places_of(read_body("các xã của thành phố"), "", home) == {"van dong"}
