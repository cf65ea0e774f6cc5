"""Who issued a list of documents, as a sentence says; who bears a code; when "đến 2030" is a title's."""

from __future__ import annotations

from typing import Any, cast

import pytest

from graph.records import Agency
from search_api.ask.plans.base import Library
from search_api.ask.plans.documents.issued import _LIST, _bears, _is_or_stands_for
from search_api.ask.plans.documents.issuing import _lists


class Names:
    """A catalogue that knows agencies only."""

    def __init__(self, *names: str) -> None:
        self.agencies = {name: Agency(name, (), "party", "province", None) for name in names}


class Shelf:
    def __init__(self, *names: str) -> None:
        self.catalogue = Names(*names)


def told(text: str, *names: str) -> list[tuple[str, tuple[str, ...]]]:
    library = cast(Library, cast(Any, Shelf(*names)))
    return [(text[start:end].strip(), issuers) for start, end, issuers in _lists(text, library)]


def test_the_subject_of_a_counted_list_issued_it() -> None:
    text = "- Ban Thường vụ Tỉnh ủy ban hành 01 nghị quyết, 02 kế hoạch: Nghị quyết số 5; Kế hoạch số 6.\nViệc khác."
    assert told(text, "Ban Thường vụ Tỉnh ủy") == [("Nghị quyết số 5; Kế hoạch số 6.", ("Ban Thường vụ Tỉnh ủy",))]


def test_a_list_goes_on_where_a_page_breaks_it() -> None:
    text = "Tỉnh ủy ban hành 03 văn bản, nổi bật là: Kế hoạch số 6 về nghệ\n\nnhân; Chương trình số 7.\n\nII. KẾT QUẢ"
    ((listed, issuers),) = told(text, "Tỉnh ủy Sơn Lâm", "Tỉnh ủy")
    assert listed.endswith("Chương trình số 7.")
    assert issuers == ("Tỉnh ủy",)


def test_what_is_not_counted_or_has_no_known_subject_says_nothing() -> None:
    assert told("Tỉnh ủy ban hành các văn bản sau: Nghị quyết số 5.", "Tỉnh ủy") == []
    assert told("Cơ quan nọ ban hành 01 nghị quyết: Nghị quyết số 5.", "Tỉnh ủy") == []


@pytest.mark.parametrize(
    ("number", "code", "fits"),
    [
        ("366-QĐ/TW", ("qd", "tw"), True),
        ("11-QĐi/TW", ("qd", "tw"), True),
        ("366-QĐ/TU", ("qd", "tw"), False),
        ("175/KH-UBND", ("kh", "ubnd"), True),
        (None, ("kh", "ubnd"), False),
    ],
)
def test_a_number_bears_a_code(number: str | None, code: tuple[str, str], fits: bool) -> None:
    assert _bears(number, code) is fits


@pytest.mark.parametrize(
    ("line", "several"),
    [
        ("ban thuong vu ra may cai ke hoach", True),
        ("thong ke toan bo nghi quyet", True),
        ("ke hoach cai cach hanh chinh so may", False),
    ],
)
def test_several_documents_are_asked_for(line: str, several: bool) -> None:
    assert (_LIST.search(line) is not None) is several


def test_the_term_of_a_committee_is_no_part_of_its_name() -> None:
    assert _is_or_stands_for("Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương Đảng khóa XIII")
    assert _is_or_stands_for("Bộ Chính trị", "Bộ Chính trị (khóa XII), Ban Bí thư")
    assert not _is_or_stands_for("Ban Bí thư", "Bộ Chính trị (khóa XIII)")
