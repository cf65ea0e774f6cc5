"""What the tasks of a document carry out by its opening words: (opening, numbers, why)."""

from __future__ import annotations

import pytest

from graph.agencies import load_lexicon
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.tasks import find_tasks
from ingest.layout import lay_out
from ingest.readers.records import SourceText

OPENINGS = [
    ("Thực hiện Kết luận số 118-KL/TW, ngày 21/5/2025 của Ban Bí thư, Tỉnh ủy yêu cầu:", {"118-KL/TW"}, "as usual"),
    ("Thời gian qua kết quả còn thấp. Để thực hiện Kết luận số 118-KL/TW, Tỉnh ủy yêu cầu:", {"118-KL/TW"}, "a purpose"),
    ("Năm 2024, các đơn vị đã triển khai Kết luận số 118-KL/TW. Tỉnh ủy yêu cầu:", set(), "an account of what was done"),
    (
        "Thực hiện Nghị quyết số 45-NQ/TW; kế thừa kết quả thực hiện Nghị quyết số 9-NQ/TU, Tỉnh ủy ban hành kế hoạch:",
        {"45-NQ/TW"},
        "what is only built on",
    ),
    ("Thực hiện Nghị quyết số 15-NQ/TU;\nXét Tờ trình số 88/TTr-UBND ngày 02/7/2025, yêu cầu:", {"15-NQ/TU"}, "a submission"),
]


@pytest.mark.parametrize(("opening", "numbers", "why"), OPENINGS)
def test_tasks_carry_out_what_the_opening_says(opening: str, numbers: set[str], why: str) -> None:
    text = f"{opening}\n\n1. Giao Sở Y tế rà soát danh mục thuốc thiết yếu, xong trước ngày 01/9/2025.\n"
    layout = lay_out(SourceText(text))
    header = read_header(layout)
    citations = find_citations(layout, header)
    (task,) = find_tasks(layout, header, citations, load_lexicon())
    assert {citations[index].number for index in (*task.cited, *task.inherited)} == numbers, why


CONGRESS = "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ II"
OWN_WORDS = [
    (f"xây dựng chương trình, kế hoạch thực hiện {CONGRESS}", {CONGRESS}, "what the plan to be made is for"),
    (
        f"tổ chức học tập, quán triệt Nghị quyết Đại hội XIV của Đảng và {CONGRESS}",
        {CONGRESS, "Nghị quyết Đại hội XIV của Đảng"},
        "both",
    ),
    (f"lập danh mục nhiệm vụ trọng tâm theo {CONGRESS}", {CONGRESS}, "what a list goes by"),
    (f"hoàn thiện quy hoạch, gắn với Luật Quy hoạch và {CONGRESS}", set(), "what the work only has to fit"),
    (f"rà soát bộ máy gắn với thực hiện {CONGRESS}", {CONGRESS}, "what is carried out along with it"),
    ("tham mưu xây dựng Đề án phát triển y tế cơ sở giai đoạn 2026 - 2030", set(), "still to be made"),
    ("xây dựng và triển khai Đề án phát triển y tế cơ sở giai đoạn 2026 - 2030", set(), "made, then carried out"),
]


@pytest.mark.parametrize(("work", "names", "why"), OWN_WORDS)
def test_a_task_carries_out_what_there_is_and_makes_what_there_is_not(work: str, names: set[str], why: str) -> None:
    layout = lay_out(SourceText(f"Tỉnh ủy yêu cầu:\n\n1. Giao Sở Y tế {work}, xong trước ngày 01/9/2026.\n"))
    header = read_header(layout)
    citations = find_citations(layout, header)
    (task,) = find_tasks(layout, header, citations, load_lexicon())
    assert {citations[index].surface for index in task.cited} == names, why
