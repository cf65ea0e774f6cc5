"""Directions as letters, telegrams, directives and conclusions of other offices give them; formulas that direct nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.agencies import load_lexicon
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.tasks import find_tasks
from ingest.layout import lay_out
from ingest.readers import read

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN LÂM
Số: 41/{code}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Lâm, ngày 02 tháng 10 năm 2025

{kind}
Về quản lý bến bãi ven sông

"""

CASES: list[tuple[str, str, str, list[tuple[tuple[str, ...], str]], str]] = [
    (
        "UBND-TH",
        "THÔNG BÁO",
        "Qua kiểm tra, Sở Tài chính đề nghị:\n1. Các đơn vị dự toán rà soát số dư, gửi báo cáo trước ngày 25/10/2025.\n"
        "2. UBND các xã, phường công khai kết quả đối chiếu trên trang tin của xã.\n",
        [(("Các đơn vị",), "1"), (("UBND các xã, phường",), "2")],
        "a list under '... đề nghị:'",
    ),
    (
        "CT-UBND",
        "CHỈ THỊ",
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính:\na) Chỉ đạo Chi cục Hải quan tăng cường kiểm soát hàng hóa.\n"
        "b) Bố trí kinh phí cho đợt kiểm tra bến bãi cuối năm.\n2. Chỉ thị này thay thế Chỉ thị số 05/CT-UBND ngày 06/6/2018.\n",
        [(("Sở Tài chính",), "a"), (("Sở Tài chính",), "b")],
        "who is told to direct others leads",
    ),
    (
        "CĐ-UBND",
        "CÔNG ĐIỆN",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LÂM điện:\n- Giám đốc các sở, ngành;\n- Chủ tịch UBND các xã.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế bố trí lực lượng cấp cứu tại các bến đò ngang.\n",
        [(("Sở Y tế",), "1")],
        "those a telegram is sent to have no task by that",
    ),
    (
        "CĐ-UBND",
        "CÔNG ĐIỆN",
        "Chủ tịch UBND tỉnh yêu cầu:\n1. Chủ tịch Ủy ban nhân dân các xã Vân Sơn, Bến Đò:\na) Kiểm tra phao cứu sinh trên các đò ngang.\n"
        "2. Ủy ban nhân dân các phường: An Hòa, Cam Vân tháo dỡ bến tạm trước ngày 20/10/2025.\n"
        "3. Giao Phó Thủ tướng Nguyễn Văn An chỉ đạo chung.\n",
        [
            (("Ủy ban nhân dân xã Vân Sơn", "Ủy ban nhân dân xã Bến Đò"), "a"),
            (("Ủy ban nhân dân phường An Hòa", "Ủy ban nhân dân phường Cam Vân"), "2"),
            ((), "3"),
        ],
        "committees of places named once; a deputy is no body",
    ),
    (
        "TB-UBND",
        "THÔNG BÁO",
        "Chủ tịch UBND tỉnh kết luận như sau:\nI. NHIỆM VỤ THỜI GIAN TỚI\n1. Đồng ý về nguyên tắc đề xuất của Sở Xây dựng về bến phà.\n"
        "2. Cơ bản thống nhất phương án thu phí. Giao Sở Tài chính rà soát mức thu trước ngày 30/10/2025.\n"
        "3. Các chủ bến: Chấp hành quy định về an toàn. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo Sở Xây dựng.\n",
        [(("Sở Tài chính",), "2"), ((), "3")],
        "what is agreed to is no task; the closing formula is no part of one",
    ),
    (
        "QĐ-UBND",
        "QUYẾT ĐỊNH",
        "QUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Đề án bến bãi với các nội dung chủ yếu sau:\n1. Mục tiêu: Cải tạo 40 bến ven sông.\n"
        "2. Kinh phí thực hiện: 35 tỷ đồng từ ngân sách.\nĐiều 2. Tổ chức thực hiện\n"
        "1. Giao Sở Xây dựng chủ trì, phối hợp với các xã ven sông triển khai Đề án.\n",
        [(("Sở Xây dựng",), "1")],
        "what an article approves is no task",
    ),
    (
        "QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Ủy ban nhân dân tỉnh ban hành Quyết định quy định quản lý bến bãi.\nĐiều 1. Phạm vi\nQuy định về bến bãi.\n"
        "Điều 2. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.\n",
        [],
        "formulas",
    ),
    (
        "KH-UBND",
        "KẾ HOẠCH",
        "I- TỔ CHỨC THỰC HIỆN\n1- Sở Nội vụ tham mưu kiểm tra việc thực hiện tại các xã, phường.\n"
        "2- Văn phòng UBND tỉnh theo dõi, báo cáo kết quả trước ngày 10/12/2025.\n",
        [(("Sở Nội vụ",), "1"), (("Văn phòng UBND tỉnh",), "2")],
        "ordinals with a dash, an office that reports",
    ),
    (
        "UBND-KT",
        "THÔNG BÁO",
        "Nội dung bố trí như năm trước. UBND tỉnh đề nghị Sở Tài chính gửi dự toán trước ngày 20/10/2025.\n",
        [(("Sở Tài chính",), "")],
        "the issuer asks somebody in the midst of a paragraph",
    ),
]


@pytest.mark.parametrize(("code", "kind", "body", "expected", "why"), CASES, ids=[case[4] for case in CASES])
def test_who_is_told_what(
    tmp_path: Path, code: str, kind: str, body: str, expected: list[tuple[tuple[str, ...], str]], why: str
) -> None:
    file = tmp_path / "document.txt"
    file.write_text(HEAD.format(code=code, kind=kind) + body, encoding="utf-8")
    layout = lay_out(read(file))
    head = read_header(layout)
    tasks = find_tasks(layout, head, find_citations(layout, head), load_lexicon())
    assert [(task.lead, task.ordinal or "") for task in tasks] == expected, (why, [task.text for task in tasks])
