"""What stands in a sentence and in no table: projects that it lists, figures that it gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpora import Ask, asked_about

REPORT = """THÀNH ỦY HẢI VÂN
*
Số 41-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hải Vân, ngày 05 tháng 11 năm 2025

BÁO CÁO
tình hình thực hiện nhiệm vụ tháng 10 năm 2025

I. KẾT QUẢ

1. Chuẩn bị Hội nghị xúc tiến đầu tư lần thứ II

Thành phố đã tổ chức Lễ khởi công 02 dự án trọng điểm (Dự án đầu tư xây dựng Khu công nghiệp Vân Sơn
có diện tích 180 héc-ta; Dự án Nhà máy điện gió Bãi Vân).

2. Công tác xây dựng tổ chức cơ sở đảng

Chất lượng đảng viên được nâng lên. Tính đến ngày 27/10/2025, đã kết nạp được 512/640 = 80% đảng viên mới so với chỉ tiêu năm.

Trong tháng 10 trên địa bàn xảy ra 21 vụ đuối nước; cứu được 17 người, bị thương 04 người (so với tháng 9/2025, giảm 02 vụ).

Duy trì giá trị vận động tài trợ học bổng cho học sinh nghèo từ 3-4 triệu USD/năm.

Rà soát tiến độ các nhiệm vụ cấp bách tại Thông báo số 77-TB/TU, ngày 26/8/2025, báo cáo Thành ủy để điều chỉnh trong tháng 12/2025.

Tiếp tục sắp xếp bộ máy; ban hành danh mục vị trí việc làm khối Đảng, cơ quan MTTQ Việt Nam thành phố, hoàn thành trước ngày 28/12/2025.

Vệ sinh môi trường đô thị được giữ gìn, thu gom 96,5% rác thải sinh hoạt trong tháng 10/2025.

II. HẠN CHẾ

Khẩn trương kiểm tra, làm rõ trách nhiệm của tập thể, cá nhân trong việc chậm lựa chọn
nhà đầu tư thực hiện Dự án Trường liên cấp Đông Vân tại phường Ngọc Hải.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Trần Văn Bảo
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asked_about(tmp_path_factory.mktemp("told"), REPORT) as ask:
        yield ask


@pytest.mark.parametrize(
    "question",
    [
        "Nhân Hội nghị xúc tiến đầu tư lần thứ II, thành phố khởi công 2 dự án trọng điểm nào?",
        "hai dự án trọng điểm khởi công dịp hội nghị xúc tiến đầu tư lần thứ II là gì",
        "2 da trong diem khoi cong dip hoi nghi xuc tien dau tu gom nhung du an nao",
    ],
)
def test_the_projects_that_a_sentence_lists_are_given_with_it(ask: Ask, question: str) -> None:
    reply = ask(question)
    names = " ".join(item["name"] for item in reply["answer"]["items"])
    assert reply["answer"]["kind"] == "projects"
    assert "Vân Sơn" in names
    assert "Bãi Vân" in names
    assert len(reply["answer"]["items"]) == 2
    assert "02 dự án trọng điểm" in reply["evidence"][0]["text"]


@pytest.mark.parametrize(
    "question",
    [
        "Dự án nào bị yêu cầu làm rõ trách nhiệm vì chậm chọn nhà đầu tư?",
        "da nao cham lua chon ndt phai lam ro trach nhiem tap the ca nhan",
        "Việc lựa chọn nhà đầu tư chậm trễ phải kiểm tra, xác định trách nhiệm là ở dự án nào?",
    ],
)
def test_a_difficulty_is_found_in_a_sentence_where_no_table_has_it(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert ["Đông Vân" in item["name"] for item in reply["answer"]["items"]] == [True]
    assert "lựa chọn nhà đầu tư" in reply["evidence"][0]["text"]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Tính đến ngày 27/10/2025 kết nạp được bao nhiêu đảng viên, đạt tỷ lệ nào?", ("512/640", "80%")),
        ("den 27/10/2025 ket nap dc bn dang vien", ("512/640",)),
        ("Tháng 10/2025 thu gom được bao nhiêu phần trăm rác thải sinh hoạt?", ("96,5%",)),
        ("Tháng 10/2025 xảy ra bao nhiêu vụ đuối nước, mấy người bị thương?", ("21 vụ đuối nước", "04 người")),
        ("số vụ đuối nước và số người được cứu tháng mười năm 2025", ("21 vụ đuối nước", "17 người")),
        ("vụ đuối nước t10/2025", ("21 vụ",)),
        ("Mỗi năm phải duy trì giá trị vận động tài trợ học bổng cho học sinh nghèo ở mức bao nhiêu?", ("3-4 triệu USD/năm",)),
        ("chi tieu van dong tai tro hoc bong cho hoc sinh hang nam", ("3-4 triệu USD",)),
        ("Nhiệm vụ cấp bách ở Thông báo 77-TB/TU phải báo cáo để điều chỉnh trong tháng nào?", ("tháng 12/2025",)),
        ("tb 77 tu dieu chinh thang may", ("tháng 12/2025",)),
        ("Danh mục vị trí việc làm khối Đảng, cơ quan Mặt trận Tổ quốc thành phố phải ban hành trước ngày nào?", ("28/12/2025",)),
    ],
)
def test_a_figure_is_given_in_its_sentence(ask: Ask, question: str, figures: tuple[str, ...]) -> None:
    reply = ask(question)
    assert all(figure in reply["answer"]["text"] for figure in figures)
    assert all(figure in reply["evidence"][0]["text"] for figure in figures)
    assert len(reply["answer"]["items"]) <= 3


@pytest.mark.parametrize(
    "question",
    [
        "Tính đến ngày 31/3/2024 kết nạp được bao nhiêu đảng viên?",
        "Tháng 10/2025 thành phố có bao nhiêu bác sĩ?",
        "Dự án nào bị thu hồi đất vì bỏ hoang?",
        "Thành phố hiện có bao nhiêu đảng viên?",
        "Tháng 10/2025 xảy ra bao nhiêu vụ sạt lở?",
        "Tháng 8/2025 xảy ra bao nhiêu vụ đuối nước?",
        "Số đảng viên mới thi trượt đến ngày 27/10/2024 là bao nhiêu phần trăm?",
        "Dự án nào được khen vì chọn nhà đầu tư vượt tiến độ?",
    ],
)
def test_a_sentence_of_another_time_or_matter_answers_nothing(ask: Ask, question: str) -> None:
    reply = ask(question)
    assert reply["intent"] == "search" or not reply["answer"]["items"]
