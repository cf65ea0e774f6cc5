"""What the order of a question's words says: the direction of a lineage, who gives tasks and who is to do them."""

from __future__ import annotations

from datetime import date

import pytest

from search_api.ask import ranked
from search_api.ask.catalogue import Catalogue
from search_api.ask.question import understand
from search_api.ask.roles import doers, givers, named_receiver, side_by_side

TODAY = date(2025, 11, 24)


DOWN = [
    "Nghị quyết 15-NQ/TU được UBND thành phố triển khai bằng kế hoạch số mấy",
    "nghị quyết 45-NQ/TW có văn bản nào nối tiếp",
    "sau nghị quyết 45-NQ/TW có nghị quyết, kế hoạch nào tiếp nối",
    "nghị quyết 281/NQ-CP của Chính phủ, thành phố ra công văn gì để làm",
    "để chấp hành Nghị quyết 52-NQ/TW, địa phương có những kế hoạch gì",
    "làm theo nghị quyết 52-NQ/TW thì thành phố có chương trình số mấy",
    "Nghị quyết số 45-NQ/TW ngày 12/3/2025 hiện được tiếp tục thực hiện theo văn bản nào?",
    "Việc thực hiện Nghị quyết 45-NQ/TW được tiếp nối bởi các nghị quyết và kế hoạch nào?",
    "kế hoạch nào căn cứ vào nghị quyết 15-NQ/TU",
    "nghị quyết 15-NQ/TU là cơ sở để ban hành kế hoạch nào",
    "nq 45 tw duoc cu the hoa qua nhung vb nao",
    "nghị quyết nào đã kế tục nghị quyết 45-NQ/TW",
    "nghị quyết 45-NQ/TW đã được kế thừa trong những văn bản nào",
    "kế hoạch của UBND thành phố cụ thể hóa nghị quyết 15-NQ/TU là số mấy",
    "văn bản đang có hiệu lực nối tiếp nghị quyết 45-NQ/TW",
]
UP = [
    "nghị quyết 15-NQ/TU nối tiếp nghị quyết nào",
    "Cơ sở chính trị của Nghị quyết 15-NQ/TU là những văn bản nào của Trung ương?",
    "văn bản làm cơ sở để ban hành Kế hoạch 118/KH-UBND ngày 15/5/2025 là văn bản nào",
    "Những văn bản nào được Chương trình hành động 06-CTr/TU tổ chức thực hiện?",
    "kế hoạch 118/KH-UBND được lập dựa vào nghị quyết nào của Thành ủy",
    "ke hoach 118/kh-ubnd duoc xay dung tren co so van ban nao",
    "căn cứ chính trị để ra đời nghị quyết 15-NQ/TU là gì",
    "chương trình 06-CTr/TU bám theo nghị quyết số mấy",
    "kế hoạch 118/KH-UBND thực hiện gì",
    "Nghị quyết nào là xuất phát điểm của Kế hoạch 118/KH-UBND",
]
OPEN = ["Chỉ thị 07-CT/TU ban hành ngày nào, quy định gì", "Kế hoạch 118/KH-UBND do ai ký", "Nghị quyết 15-NQ/TU là nghị quyết gì"]


@pytest.mark.parametrize("text", DOWN)
def test_what_carries_the_document_out_is_asked_for(names: Catalogue, text: str) -> None:
    question = understand(text, names, TODAY)
    assert question.direction == "down"
    assert ranked(question)[0].intent == "lineage_down"


@pytest.mark.parametrize("text", UP)
def test_what_the_document_carries_out_is_asked_for(names: Catalogue, text: str) -> None:
    question = understand(text, names, TODAY)
    assert question.direction == "up"
    assert ranked(question)[0].intent == "lineage_up"


@pytest.mark.parametrize("text", OPEN)
def test_no_direction_is_read_into_other_questions(names: Catalogue, text: str) -> None:
    assert understand(text, names, TODAY).direction is None


ROLES = [
    ("Ban Thường vụ Thành ủy giao Sở Tài chính những việc gì", "Ban Thường vụ Thành ủy", "Sở Tài chính"),
    ("Sở Tài chính được Ban Thường vụ Thành ủy giao những việc gì", "Ban Thường vụ Thành ủy", "Sở Tài chính"),
    ("những việc do Ban Thường vụ Thành ủy phân công cho Sở Tài chính", "Ban Thường vụ Thành ủy", "Sở Tài chính"),
    ("các công việc thành phố phân công cho Sở Tài chính đứng ra chủ trì", "", "Sở Tài chính"),
    ("Sở Tài chính chủ trì việc gì", "", "Sở Tài chính"),
]


@pytest.mark.parametrize(("text", "giver", "doer"), ROLES)
def test_who_gives_tasks_is_not_who_does_them(names: Catalogue, text: str, giver: str, doer: str) -> None:
    question = understand(text, names, TODAY)
    assert [agency.name.removesuffix(" Hải Vân") for agency in givers(question)] == ([giver] if giver else [])
    assert [agency.name for agency in doers(question)] == [doer]
    assert ranked(question)[0].intent == "tasks_by_lead"


def test_agencies_listed_together_are_asked_for_together(names: Catalogue) -> None:
    question = understand("Sở Tài chính, Sở Nội vụ chủ trì những việc gì", names, TODAY)
    assert len(side_by_side(question, doers(question))) == 2


TIMES = [
    ("Sở Tài chính xong trước 01/11/2025 những gì", "tasks_due"),
    ("quý 4 năm 2025 Sở Công Thương phải xong những gì", "tasks_due"),
    ("Trước thời điểm ngày 01 tháng 11 năm 2025, Sở Tài chính có những nhiệm vụ nào đến hạn?", "tasks_due"),
    ("Xét tại thời điểm 01/12/2025, Sở Du lịch có những nhiệm vụ nào đã hết thời hạn thực hiện?", "tasks_due"),
    ("việc gì tháng nào cũng phải làm", "tasks_recurring"),
]


@pytest.mark.parametrize(("text", "intent"), TIMES)
def test_what_is_due_when(names: Catalogue, text: str, intent: str) -> None:
    assert ranked(understand(text, names, TODAY))[0].intent == intent


KINDS = [
    ("Chỉ thị số 07-CT/TU là chỉ thị về việc gì", "document_lookup"),
    ("Ngày ban hành và nội dung của Quyết định số 512-QĐ/TU là gì?", "document_lookup"),
    ("Cho biết ngày ban hành và phạm vi điều chỉnh của Quyết định 2210/QĐ-UBND", "document_lookup"),
    ("văn bản mang số 118/KH-UBND nói về cái gì", "document_lookup"),
    ("hai kế hoạch nào cùng mang số 118/KH-UBND", "findings"),
    ("Quyết định 2210/QĐ-UBND phải điều chỉnh nội dung gì", "amend_replace"),
    ("kế hoạch số 118 của UBND thành phố giao các đơn vị làm những gì", "tasks_implementing"),
    ("những giải pháp nào được đề ra để thực hiện Nghị quyết 45-NQ/TW", "tasks_implementing"),
]


@pytest.mark.parametrize(("text", "intent"), KINDS)
def test_what_is_asked_of_a_numbered_document(names: Catalogue, text: str, intent: str) -> None:
    assert ranked(understand(text, names, TODAY))[0].intent == intent


PARTS = [
    ("ban tgdv tu chu tri nv nao", "Ban Tuyên giáo và Dân vận Thành ủy"),
    ("vp ubnd tp chu tri viec gi", "Văn phòng Ủy ban nhân dân thành phố"),
    ("so nn mt phoi hop viec gi", "Sở Nông nghiệp và Môi trường"),
    ("dang uy ubnd tp duoc giao viec gi", "Đảng ủy Ủy ban nhân dân thành phố"),
    ("việc có Sở KHCN phối hợp", "Sở Khoa học và Công nghệ"),
]


@pytest.mark.parametrize(("text", "name"), PARTS)
def test_agencies_are_known_by_shortened_parts(names: Catalogue, text: str, name: str) -> None:
    assert [agency.name for agency in understand(text, names, TODAY).slots.agencies] == [name]


def test_words_of_a_facility_are_no_agency(names: Catalogue) -> None:
    assert understand("cac co so y te", names, TODAY).slots.agencies == ()
    assert understand("cac co so y te phoi hop viec gi", names, TODAY).slots.agencies == ()


def test_an_agency_whose_part_follows_is_no_facility(names: Catalogue) -> None:
    question = understand("viec nao cua so tu phap co so y te phoi hop", names, TODAY)
    assert [agency.name for agency in question.slots.agencies] == ["Sở Tư pháp", "Sở Y tế"]


@pytest.mark.parametrize(("text", "due"), [("cv han thang 2/2026", True), ("cv nao thuc hien nq 45", False)])
def test_a_letter_or_a_task(names: Catalogue, text: str, due: bool) -> None:
    assert understand(text, names, TODAY).has("task") is due


def test_the_document_of_a_relative_clause_carries_out(names: Catalogue) -> None:
    assert understand("văn bản của Trung ương mà Chương trình 06-CTr/TU cụ thể hóa", names, TODAY).direction == "up"


def test_a_receiver_that_the_corpus_does_not_know_is_named(names: Catalogue) -> None:
    question = understand("Ban Thường vụ Thành ủy giao Sở Ngoại vụ làm gì", names, TODAY)
    assert named_receiver(question, givers(question)[0]) == "Sở Ngoại vụ"
    assert doers(question) == []


def test_a_second_number_that_no_document_bears_is_no_error(names: Catalogue) -> None:
    question = understand("văn bản nào thực hiện Nghị quyết 281/NQ-CP và Nghị quyết 9999-NQ/TW", names, TODAY)
    assert [bool(slot.keys) for slot in question.slots.documents] == [True, False]
    assert question.direction == "down"
