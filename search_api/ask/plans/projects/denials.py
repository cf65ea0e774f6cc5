"""Projects by what a question denies of them: no money of the budget, not begun, ground not yet cleared."""

from __future__ import annotations

import re

from graph.records import Project
from search_api.ask.plans.projects.milestones import Filtered
from search_api.ask.question import Question
from vietnamese.text import fold

_BUDGET = re.compile(r"(?<!\w)(?:ngan sach|dau tu cong|(?:von|tien) nha nuoc|tien (?:thue|cong))(?!\w)")
_OUTSIDE = re.compile(r"(?<!\w)(?:ngoai ngan sach|tu nhan|xa hoi hoa|doanh nghiep|nha dau tu)(?!\w)")
_START = re.compile(
    r"(?:duoc |co the |bat dau |trien khai |to chuc )*(?:khoi cong|dong tho|thi cong|xay dung|khoi dong)(?: xay dung)?"
    r"(?: (?:duoc|gi|ca|lan nao|cong trinh))?$"
)
_GROUND = re.compile(r"(?:duoc |co |xong |ban giao )*(?:giai phong mat bang|mat bang)(?: (?:xong|het|sach|day du))?$")
_CLEARED = re.compile(r"(?:gpmb|giai phong mat bang)[^%]*?(\d{1,3}(?:[.,]\d+)?) ?%")
_BEGUN = re.compile(r"(?:thi cong|dtxd|klht|xay lap)[^%]{0,40}\d ?%|dang thi cong")


def outside_budget(projects: list[Project]) -> Filtered:
    """Projects that are said to use no money of the budget."""
    return [p for p in projects if "ngoai ngan sach" in fold(p.funding or "")], "dùng vốn ngoài ngân sách"


def within_budget(projects: list[Project]) -> Filtered:
    """Projects that are said to use the budget's money."""
    kept = [p for p in projects if "ngan sach" in fold(p.funding or "") and "ngoai" not in fold(p.funding or "")]
    return kept, "dùng vốn ngân sách"


def by_denial(projects: list[Project], question: Question, denied: str) -> Filtered | None:
    """Projects of which a text tells what the question denies in these words; None where the denial is not understood."""
    if _OUTSIDE.search(denied):
        return within_budget(projects)
    if _BUDGET.search(denied):
        return outside_budget(projects)
    if question.slots.periods:
        return None
    if _START.match(denied):
        kept = [p for p in projects if "khoi cong" in fold(p.milestone or "") and not _BEGUN.search(fold(p.progress or ""))]
        return kept, "chưa khởi công (mới nêu mốc dự kiến)"
    if _GROUND.match(denied):
        kept = [
            p for p in projects if (match := _CLEARED.search(fold(p.progress or ""))) and float(match[1].replace(",", ".")) < 100
        ]
        return kept, "chưa giải phóng xong mặt bằng"
    return None
