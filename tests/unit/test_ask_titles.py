"""What a question describes, beside what it asks for."""

from __future__ import annotations

import pytest

from search_api.ask.catalogue import _BY_NUMBER
from search_api.ask.entities.agencies import name_initials
from search_api.ask.entities.documents import find_types
from search_api.ask.entities.titles import _of_subject, described
from search_api.ask.words import read_words

DESCRIBED = [
    ("ke hoach nao thuc hien ket luan ve ton giao", ("Kết luận",)),
    ("thanh uy ban hanh chuong trinh hanh dong nao de thuc hien nghi quyet dai hoi", ("Nghị quyết",)),
    ("nghi quyet nao ve kinh te tu nhan", ("Nghị quyết",)),
    ("cong van ve he thong thong tin", ("Công văn",)),
]


@pytest.mark.parametrize(("line", "types"), DESCRIBED)
def test_the_type_that_is_asked_for_is_not_the_one_described(line: str, types: tuple[str, ...]) -> None:
    assert described(line) == types


def test_the_law_within_other_words_is_no_type() -> None:
    assert find_types("van ban quy pham phap luat") == ()
    assert find_types("ky luat dang") == ()
    assert find_types("luat quy hoach") == ("Quy hoạch", "Luật")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("uy ban kiem tra trung uong", "ubkttw"),
        ("ban tuyen giao va dan van thanh uy son lam", "btgdv"),
        ("van phong thanh uy son lam", "vptu"),
        ("toa an nhan dan thanh pho son lam", "tand"),
    ],
)
def test_initials_with_and_without_what_an_agency_belongs_to(name: str, letters: str) -> None:
    assert letters in set(name_initials(tuple(name.split())))


def test_a_title_that_only_names_a_number_takes_the_subject_from_there() -> None:
    assert _BY_NUMBER.fullmatch("Thực hiện Kết luận số 77-KL/TU") is not None
    assert _BY_NUMBER.fullmatch("thực hiện Kết luận số 77-KL/TU về trồng rừng ven biển") is None


@pytest.mark.parametrize(
    ("question", "title", "fits"),
    [
        ("kế hoạch của Thành ủy về trồng rừng ven biển thực hiện văn bản nào", "triển khai Kết luận số 77-KL/TU", False),
        ("kế hoạch của Thành ủy về trồng rừng ven biển thực hiện văn bản nào", "trồng rừng ven biển", True),
        ("kế hoạch của Thành ủy thực hiện văn bản nào", "trồng rừng ven biển", True),
    ],
)
def test_the_only_document_of_an_issuer_is_not_one_about_something_else(question: str, title: str, fits: bool) -> None:
    end = question.index("Thành ủy") + len("Thành ủy")
    assert _of_subject(title, read_words(question), end) is fits
