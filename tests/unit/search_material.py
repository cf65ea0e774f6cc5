"""A small collection for the tests of search: entries as ingestion makes them, of an invented city."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from embeddings.encoder import load_encoder
from embeddings.generation import write_index
from embeddings.protocols import Entry
from search_api.search.engine import SearchEngine

PLAN, REPORT, LETTER = "118/KH-UBND@2025-09-02", "45/BC-UBND@2025-10-31", "900/UBND-XD@2025-11-05"
OLD, NEW = "50-CT/TW@2015-12-25", "50-CT/TW@2025-07-23"
FACETS: dict[str, dict[str, Any]] = {
    PLAN: {"type": "Kế hoạch", "issuer": "Ủy ban nhân dân thành phố Hải Vân", "year": 2025, "date": "2025-09-02", "held": True},
    REPORT: {"type": "Báo cáo", "issuer": "Ủy ban nhân dân thành phố Hải Vân", "year": 2025, "date": "2025-10-31", "held": True},
    LETTER: {"type": "Công văn", "issuer": "Sở Xây dựng", "year": 2025, "date": "2025-11-05", "held": True},
    OLD: {"type": "Chỉ thị", "issuer": "Bộ Chính trị", "year": 2015, "date": "2015-12-25", "held": False},
    NEW: {"type": "Chỉ thị", "issuer": "Bộ Chính trị", "year": 2025, "date": "2025-07-23", "held": False},
}
PASSAGES = [
    (PLAN, "I. Mục tiêu", "Đẩy nhanh tiến độ giải ngân vốn đầu tư công, phấn đấu đạt 100% kế hoạch vốn Thủ tướng Chính phủ giao."),
    (
        PLAN,
        "II. Nhà ở",
        "Hoàn thành 3.500 căn nhà ở xã hội cho công nhân, người thu nhập thấp và thanh niên trước ngày 31/12/2026.",
    ),
    (PLAN, "III. Y tế", "Tăng cường kiểm tra an toàn thực phẩm tại bếp ăn tập thể, không để xảy ra ngộ độc thực phẩm."),
    (PLAN, "IV. Đô thị", "Rà soát, bố trí lại trụ sở dôi dư sau sắp xếp đơn vị hành chính, không để lãng phí tài sản công."),
    (REPORT, "1. Kinh tế", "Giải ngân vốn đầu tư công đến hết tháng 10 ước đạt 61,4% kế hoạch, cao hơn cùng kỳ năm trước."),
    (REPORT, "2. Giao thông", "Khởi công cải tạo đường sắt qua phường Tân Bình; tai nạn giao thông giảm cả ba tiêu chí."),
    (REPORT, "3. Văn hóa", "Tổ chức lễ hội Thái Dương; trùng tu đình làng, bảo tồn di sản văn hóa."),
    (REPORT, "4. Chỉ đạo", "Quán triệt Chỉ thị số 50-CT/TW ngày 23/7/2025 của Bộ Chính trị về tăng cường công tác nội chính."),
    (REPORT, "5. Chỉ đạo", "Thực hiện Kế hoạch số 118/KH-UBND ngày 02/9/2025, các sở đã trình 12 văn bản cụ thể hóa."),
    (LETTER, "Nội dung", "Đề nghị các đơn vị báo cáo tiến độ các dự án nhà ở, khu đô thị đang triển khai trên địa bàn."),
    (LETTER, "Nội dung", "Kiểm tra trật tự xây dựng, xử lý nghiêm công trình không phép, sai phép."),
]
DOCUMENTS = [
    (PLAN, "Kế hoạch 118/KH-UBND phát triển kinh tế - xã hội quý IV", PLAN, 0, 60),
    (REPORT, "Báo cáo 45/BC-UBND tình hình kinh tế - xã hội tháng 10", REPORT, 0, 60),
    (LETTER, "Công văn 900/UBND-XD về nhà ở và đô thị", LETTER, 0, 60),
    (OLD, "Chỉ thị 50-CT/TW về phòng chống tham nhũng", REPORT, 0, 0),
    (NEW, "Chỉ thị 50-CT/TW về công tác nội chính", REPORT, 3200, 3260),
]


def entries() -> list[Entry]:
    """All entries sorted by id; each passage takes 400 characters of its document."""
    found = [
        Entry(
            f"d:{key}",
            "document",
            place,
            (),
            heading,
            heading,
            start,
            end,
            {**FACETS[key], "key": key, "number": key.split("@")[0]},
        )
        for key, heading, place, start, end in DOCUMENTS
    ]
    counts: dict[str, int] = {}
    for document, section, text in PASSAGES:
        number = counts[document] = counts.get(document, 0) + 1
        facets = {**FACETS[document], "key": f"{document}/p{number}", "agency": ()}
        found.append(
            Entry(
                f"p:{document}/p{number}", "passage", document, (section,), section, text, 400 * number, 400 * number + 390, facets
            )
        )
    task = {**FACETS[PLAN], "key": f"{PLAN}/t1", "agency": ("Sở Xây dựng", "Sở Tài chính")}
    found.append(Entry(f"t:{PLAN}/t1", "task", PLAN, ("II. Nhà ở",), "II. Nhà ở", PASSAGES[1][2] + " Sở Xây dựng", 800, 1150, task))
    agency = {"key": "Sở Xây dựng", "agency": ("Sở Xây dựng",)}
    found.append(Entry("a:Sở Xây dựng", "agency", LETTER, (), "Sở Xây dựng", "Sở Xây dựng SXD", 400, 790, agency))
    project = {**FACETS[REPORT], "key": "j1"}
    found.append(
        Entry(
            "j:j1",
            "project",
            REPORT,
            (),
            "Tuyến đường ven biển Tân Bình",
            "Tuyến đường ven biển Tân Bình phường Tân Bình",
            5000,
            5100,
            project,
        )
    )
    return sorted(found, key=lambda one: one.id)


def build(folder: Path, made_of: list[Entry] | None = None) -> SearchEngine:
    """An engine over a real generation in `folder`."""
    encoder = load_encoder()
    wanted = entries() if made_of is None else made_of
    write_index(folder, wanted, encoder.encode_passages([f"{one.heading}\n{one.text}" for one in wanted]), None)
    return SearchEngine.open(folder, encoder)
