"""What belongs to a group, a title or a described document is no agency, period or verb of its own."""

from __future__ import annotations

from datetime import date

import pytest

from search_api.ask import ranked
from search_api.ask.catalogue import Catalogue
from search_api.ask.entities.agencies import name_initials
from search_api.ask.entities.groups import Shape, find_groups, members, shape_of
from search_api.ask.question import understand
from search_api.ask.words import read_words

TODAY = date(2025, 11, 24)
SESSION = "281/NQ-CP@2025-09-08"


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Ủy ban nhân dân các xã, phường, đặc khu", Shape("uy ban nhan dan", "xa")),
        ("UBND cấp xã", Shape("uy ban nhan dan", "xa")),
        ("chính quyền cấp cơ sở", Shape("chinh quyen", "xa")),
        ("Hội đồng nhân dân các cấp", Shape("hoi dong nhan dan", "moi cap")),
        ("các quận, huyện", None),
        ("Các Sở, ban, ngành", Shape(parts=frozenset(("so", "ban", "nganh")))),
        ("các sở, ngành, đơn vị, địa phương liên quan", Shape(parts=frozenset(("so", "nganh", "don vi", "dia phuong")))),
        ("Ủy ban nhân dân thành phố", None),
        ("Sở Nội vụ", None),
        ("cơ sở giáo dục", None),
    ],
)
def test_groups_are_read_by_what_they_are_made_of(name: str, shape: Shape | None) -> None:
    assert shape_of(name) == shape


def test_a_group_is_met_under_every_name_that_means_it() -> None:
    printed = [
        "Ủy ban nhân dân cấp xã",
        "Ủy ban nhân dân các xã, phường",
        "các xã, phường, đặc khu",
        "Các sở, ngành, địa phương",
        "Chủ đầu tư",
    ]
    assert members("UBND xa phuong", printed) == ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân các xã, phường")
    assert members("chính quyền cấp xã", printed) == ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân các xã, phường")
    assert members("các địa phương", printed) == ("Các sở, ngành, địa phương",)
    assert members("UBND cấp huyện", printed) == ()


@pytest.mark.parametrize("text", ["UBND cấp xã chủ trì việc gì", "uy ban nhan dan xa, phuong, dac khu phoi hop viec gi"])
def test_a_group_is_not_the_agency_that_its_name_begins_like(names: Catalogue, text: str) -> None:
    slots = understand(text, names, TODAY).slots
    assert slots.groups
    assert not slots.agencies


def test_who_is_asked_for_is_no_group() -> None:
    assert find_groups(read_words("cơ quan, đơn vị nào chủ trì")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "việc phải làm theo nghị quyết phiên họp Chính phủ tháng 8/2025",
        "cac nhiem vu trien khai nghi quyet phien hop chinh phu thuong ky thang 8 nam 2025",
        "nhiệm vụ nào thực hiện nghị quyết 281 về phiên họp Chính phủ thường kỳ tháng 8 năm 2025",
        "NQ phien hop CP thuong ky thang 8/2025 giao viec gi",
    ],
)
def test_month_and_agency_of_a_title_bound_nothing(names: Catalogue, text: str) -> None:
    question = understand(text, names, TODAY)
    assert question.slots.documents[0].keys[0] == SESSION
    assert not question.slots.periods
    assert not question.slots.agencies
    assert ranked(question)[0].intent == "tasks_implementing"


def test_a_deadline_beside_a_title_still_bounds(names: Catalogue) -> None:
    slots = understand(
        "nhiệm vụ theo nghị quyết phiên họp Chính phủ thường kỳ tháng 8 năm 2025 có hạn trong Quý IV/2025", names, TODAY
    ).slots
    assert [period.label for period in slots.periods] == ["Quý IV/2025"]


def test_an_agency_alone_repeats_no_title(names: Catalogue) -> None:
    slots = understand("kế hoạch của UBND thành phố tháng 5/2025", names, TODAY).slots
    assert not slots.documents
    assert slots.agencies
    assert slots.periods


def test_verbs_of_a_title_ask_nothing(names: Catalogue) -> None:
    question = understand("ai ký công văn triển khai Nghị quyết phiên họp Chính phủ thường kỳ tháng 8/2025", names, TODAY)
    assert ranked(question)[0].intent == "document_lookup"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("công văn tháng 9/2025 của Ủy ban nhân dân thành phố căn cứ văn bản nào", "lineage_up"),
        ("cong van thang 9/2025 cua UBND thanh pho giao nhung viec gi", "tasks_implementing"),
        ("Công văn của UBND thành phố tháng 9/2025 ai ký", "document_lookup"),
    ],
)
def test_type_issuer_and_month_name_a_held_document(names: Catalogue, text: str, intent: str) -> None:
    question = understand(text, names, TODAY)
    assert question.slots.documents[0].keys[0].startswith("1432/UBND-TH")
    assert ranked(question)[0].intent == intent


def test_a_list_of_a_month_names_no_document(names: Catalogue) -> None:
    assert not understand("các công văn tháng 9/2025 của Ủy ban nhân dân thành phố", names, TODAY).slots.documents


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 118/KH-UBND triển khai phong trào nào",
        "ke hoach 118/kh-ubnd thuc hien noi dung gi",
        "chỉ thị 07-CT/TU lãnh đạo công tác gì",
    ],
)
def test_what_a_document_sets_going_is_no_lineage(names: Catalogue, text: str) -> None:
    assert ranked(understand(text, names, TODAY))[0].intent == "document_lookup"


@pytest.mark.parametrize(
    "text",
    ["ket luan ve cong tac doi voi dao tin lanh", "quy dinh ve cong tac can bo", "viec duoc giao theo quy dinh cua trung uong"],
)
def test_words_without_diacritics_are_the_common_ones(names: Catalogue, text: str) -> None:
    assert not understand(text, names, TODAY).has("partner", "waiting", "recurring", "difficulty")


def test_the_issuer_of_what_tasks_follow_is_no_doer(names: Catalogue) -> None:
    question = understand("việc được giao theo chỉ thị của Ban Thường vụ Thành ủy về giải ngân vốn đầu tư công", names, TODAY)
    assert ranked(question)[0].intent == "tasks_implementing"


@pytest.mark.parametrize(("typed", "meant"), [("NQ 244 QH", "quoc hoi"), ("DU Cong an", "dang uy"), ("du quan su", "dang uy")])
def test_short_forms_mean_what_stands_beside_them(typed: str, meant: str) -> None:
    assert meant in read_words(typed).line


def test_two_offices_with_the_same_initials_are_told_apart() -> None:
    assert "sngv" in set(name_initials(("so", "ngoai", "vu")))
    assert "sngv" not in set(name_initials(("so", "noi", "vu")))


def test_projects_stay_projects_beside_a_party_committee() -> None:
    assert "dang uy" not in read_words("nhung du an nao khoi cong").line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("việc của Sở Y tế có xã, phường phối hợp", True),
        ("nhiệm vụ mà xã, phường, đặc khu tham gia phối hợp", True),
        ("dự án nào ở xã, phường ven biển", False),
    ],
)
def test_bare_communes_take_part_where_the_words_before_them_say_so(text: str, found: bool) -> None:
    assert bool(find_groups(read_words(text))) is found


def test_bare_communes_are_a_group_of_their_level() -> None:
    assert shape_of("xa, phuong, dac khu") == Shape("", "xa")
