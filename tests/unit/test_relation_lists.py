"""Lists under a line that ends documents or changes them, and what a directive says of itself among its directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import to_json
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.relations import find_relations
from ingest.layout import lay_out
from ingest.readers import read

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN LÂM
Số: 41/{code}-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Lâm, ngày 02 tháng 10 năm 2025

{kind}
Về quản lý bến bãi ven sông

"""

CASES = [
    (
        "QĐ",
        "QUYẾT ĐỊNH",
        "Điều 1. Bãi bỏ các quyết định sau đây:\n1. Quyết định số 11/2019/QĐ-UBND ngày 04/3/2019 về bến thuyền;\n"
        "2. Khoản 2 Điều 4 Quyết định số 12/2020/QĐ-UBND ngày 05/4/2020.\nĐiều 2. Quyết định này có hiệu lực từ ngày 15/10/2025.\n",
        {("repeals", "11/2019/QĐ-UBND"), ("repeals", "12/2020/QĐ-UBND")},
        "repealed one by one",
    ),
    (
        "QĐ",
        "QUYẾT ĐỊNH",
        "Điều 1. Bãi bỏ toàn bộ các văn bản quy phạm pháp luật sau:\n1. Chỉ thị số 9/2007/CT-UBND ngày 10/7/2007.\n"
        "2. Các Quyết định: số 20/2014/QĐ-UBND ngày 05/5/2014; số 21/2014/QĐ-UBND ngày 06/5/2014 và số 33/2016/QĐ-UBND.\n",
        {
            ("repeals", "9/2007/CT-UBND"),
            ("repeals", "20/2014/QĐ-UBND"),
            ("repeals", "21/2014/QĐ-UBND"),
            ("repeals", "33/2016/QĐ-UBND"),
        },
        "several in one item",
    ),
    (
        "NQ",
        "NGHỊ QUYẾT",
        "Điều 3. Các nghị quyết sau đây hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực:\n"
        "a) Nghị quyết số 07/2021/NQ-HĐND ngày 08/7/2021;\nb) Nghị quyết số 09/2022/NQ-HĐND ngày 09/12/2022.\n",
        {("repeals", "07/2021/NQ-HĐND"), ("repeals", "09/2022/NQ-HĐND")},
        "out of force",
    ),
    (
        "CT",
        "CHỈ THỊ",
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Xây dựng kiểm tra bến bãi.\n"
        "2. Chỉ thị này có hiệu lực từ ngày ký, thay thế Chỉ thị số 05/CT-UBND ngày 06/6/2018.\n",
        {("replaces", "05/CT-UBND")},
        "a directive speaks of itself",
    ),
    (
        "CĐ",
        "CÔNG ĐIỆN",
        "Thực hiện Công điện số 88/CĐ-TTg ngày 28/9/2025 của Thủ tướng Chính phủ; tiếp theo Công điện số 06/CĐ-UBND "
        "ngày 29/9/2025, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Y tế trực cấp cứu.\n",
        {("implements", "88/CĐ-TTg"), ("continues", "06/CĐ-UBND")},
        "a telegram's opening",
    ),
    (
        "KH",
        "KẾ HOẠCH",
        "Thực hiện ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh tại Công văn số 4410/UBND-XD ngày 20/9/2025, "
        "Ủy ban nhân dân tỉnh ban hành kế hoạch.\n",
        {("implements", "4410/UBND-XD")},
        "orders given in a letter",
    ),
    (
        "QĐ",
        "QUYẾT ĐỊNH",
        "Điều 1. Sửa đổi, bổ sung một số điều của Quy định quản lý bến bãi ban hành kèm theo Quyết định số 14/2022/QĐ-UBND "
        "ngày 20/4/2022.\nĐiều 2. Bãi bỏ Quyết định số 31/2023/QĐ-UBND"
        " ngày 05/9/2023 và Điều 2 Quyết định số 09/2024/QĐ-UBND ngày 15/3/2024.\n",
        {("amends", "14/2022/QĐ-UBND"), ("repeals", "31/2023/QĐ-UBND"), ("repeals", "09/2024/QĐ-UBND")},
        "through its annex; an article of another",
    ),
]


@pytest.mark.parametrize(("code", "kind", "body", "expected", "why"), CASES, ids=[case[4] for case in CASES])
def test_what_the_document_itself_does(
    tmp_path: Path, code: str, kind: str, body: str, expected: set[tuple[str, str]], why: str
) -> None:
    file = tmp_path / "document.txt"
    file.write_text(HEAD.format(code=code, kind=kind) + body, encoding="utf-8")
    layout = lay_out(read(file))
    head = read_header(layout)
    citations = find_citations(layout, head)
    found = {
        (r.type, citations[r.target].number)
        for r in find_relations(layout, head, citations)
        if r.source is None and r.type != "cites"
    }
    assert found == expected, (why, to_json(citations))
