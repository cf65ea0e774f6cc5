"""What the calls share: the service of the running app, types of parameters, the error shape in OpenAPI."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from search_api.routes.models import Problem
from search_api.service import Service


def service_of(request: Request) -> Service:
    """The service that the app's lifespan opened."""
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(service_of)]
Key = Annotated[str, Path(description="Khóa, số hoặc tên của văn bản, mã hóa phần trăm: 57-NQ%2FTW%402024-12-22")]
Limit = Annotated[int, Query(ge=1, le=1000, description="Số mục mỗi trang")]
Cursor = Annotated[str | None, Query(description="Giá trị `next` của trang trước")]
Day = date | None
Words = Annotated[str | None, Query(max_length=1000)]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": text}
    for status, text in (
        (404, "Không có"),
        (409, "Nhiều văn bản cùng mang tên gọi này"),
        (422, "Tham số không hợp lệ"),
        (503, "Đồ thị không trả lời"),
    )
}


def words(description: str) -> Any:
    """A text parameter with its description."""
    return Query(max_length=1000, description=description)


def day(description: str, alias: str | None = None) -> Any:
    """A parameter for a day (2025-12-31) with its description."""
    return Query(description=description, alias=alias)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
