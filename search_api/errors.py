"""Every error in one JSON shape: {"ok": false, "error", "code", "status"}, with `candidates` where a short key has several."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from graph.errors import AmbiguousKey, VanmachError

_PHRASES = {404: ("not_found", "Không có địa chỉ này."), 405: ("method_not_allowed", "Địa chỉ này không nhận cách gọi đó.")}


def shape(error: str, code: str, status: int, **more: Any) -> dict[str, Any]:
    return {"ok": False, "error": error, "code": code, "status": status, **more}


def describe(error: Exception) -> dict[str, Any]:
    """The JSON of any exception; what is unexpected is not told to the outside."""
    if isinstance(error, AmbiguousKey):
        return shape(str(error), error.code, error.status, candidates=list(error.candidates))
    if isinstance(error, VanmachError):
        return shape(str(error), error.code, error.status)
    if isinstance(error, RequestValidationError):
        return shape(_validation_text(error), "invalid_request", 422)
    if isinstance(error, HTTPException):
        code, text = _PHRASES.get(error.status_code, (_code(error.status_code), str(error.detail)))
        return shape(text, code, error.status_code)
    return shape("Máy chủ gặp lỗi ngoài dự kiến; chi tiết nằm trong nhật ký của máy chủ.", "internal_error", 500)


def _code(status: int) -> str:
    return HTTPStatus(status).name.lower()


def _validation_text(error: RequestValidationError) -> str:
    parts = [f"“{'.'.join(str(step) for step in item['loc'][1:])}”: {_reason(item)}" for item in error.errors()]
    return "Tham số không hợp lệ. " + "; ".join(parts) + "."


_REASONS = {
    "missing": "còn thiếu",
    "date_from_datetime_parsing": "phải là ngày dạng 2025-12-31",
    "date_parsing": "phải là ngày dạng 2025-12-31",
    "bool_parsing": "phải là true hoặc false",
    "int_parsing": "phải là số nguyên",
    "string_too_long": "quá dài",
}


def _reason(item: dict[str, Any]) -> str:
    context = item.get("ctx", {})
    match item["type"]:
        case "greater_than_equal":
            return f"phải từ {context['ge']} trở lên"
        case "less_than_equal":
            return f"nhiều nhất là {context['le']}"
        case "literal_error" | "enum":
            return f"chỉ nhận {context['expected']}".replace(" or ", " hoặc ")
    return _REASONS.get(item["type"], "không đúng dạng")
