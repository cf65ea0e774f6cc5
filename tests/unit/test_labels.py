"""How dates, money, periods and documents are told."""

from __future__ import annotations

from typing import get_args

import pytest

from graph.records import AgencyKind, AgencyLevel, Document, FindingKind, Period, RelationType
from search_api import labels


def test_every_kind_has_its_words() -> None:
    assert set(labels.RELATIONS) == set(get_args(RelationType))
    assert set(labels.FINDINGS) == set(get_args(FindingKind))
    assert set(labels.AGENCY_KINDS) == set(get_args(AgencyKind))
    assert set(labels.AGENCY_LEVELS) == set(get_args(AgencyLevel))


@pytest.mark.parametrize(
    "iso, told",
    [("2025-08-22", "22/8/2025"), ("2025-01-05", "05/01/2025"), ("2025-02-10", "10/02/2025"), ("2025", "2025"), (None, "")],
)
def test_days(iso: str | None, told: str) -> None:
    assert labels.day(iso) == told


@pytest.mark.parametrize(
    "million, told",
    [
        (860, "860 triệu đồng"),
        (860.5, "860,5 triệu đồng"),
        (12_500_000, "12.500 tỷ đồng"),
        (1_198_916, "1.198,92 tỷ đồng"),
        (None, ""),
    ],
)
def test_money(million: float | None, told: str) -> None:
    assert labels.money(million) == told


@pytest.mark.parametrize(
    "start, end, told",
    [
        ("2025-01-01", "2025-12-31", "năm 2025"),
        ("2025-07-01", "2025-09-30", "quý III/2025"),
        ("2025-10-01", "2025-10-31", "tháng 10/2025"),
        ("2025-02-01", "2025-04-30", "01/02/2025 - 30/4/2025"),
        ("2025-01-01", "2025-10-31", "01/01/2025 - 31/10/2025"),
        ("2025-10-05", None, "05/10/2025"),
    ],
)
def test_periods(start: str | None, end: str | None, told: str) -> None:
    assert labels.period(Period(start, end)) == told


@pytest.mark.parametrize(
    "key, told",
    [
        ("57-NQ/TW@2024-12-22", "57-NQ/TW (22/12/2024)"),
        ("57-NQ/TW@", "57-NQ/TW"),
        ("09-QĐ/TU@2025-10-13#Quy định", "09-QĐ/TU Quy định (13/10/2025)"),
        ("Luật: Quy hoạch", "Luật Quy hoạch"),
        ("Báo cáo: #Ban Thường vụ Thành ủy Hải Vân", "Báo cáo của Ban Thường vụ Thành ủy Hải Vân"),
    ],
)
def test_keys_as_people_say_them(key: str, told: str) -> None:
    assert labels.short_name(key) == told


def document(**changes: object) -> Document:
    fields: dict[str, object] = {
        "key": "k",
        "number": None,
        "date": None,
        "date_printed": None,
        "type": "Báo cáo",
        "issuer": None,
        "title": None,
        "period": None,
        "held": True,
        "source": "s",
        **changes,
    }
    return Document(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"number": "12-BC/TU", "title": "x"}, "Báo cáo số 12-BC/TU"),
        ({"title": "tình hình tháng 10"}, "Báo cáo tình hình tháng 10"),
        ({"issuer": "Sở Y tế", "period": Period("2025-10-01", "2025-10-31")}, "Báo cáo của Sở Y tế (tháng 10/2025)"),
        ({}, "k"),
    ],
)
def test_document_names(changes: dict[str, object], told: str) -> None:
    assert labels.document_name(document(**changes)) == told


def test_shortened_between_words() -> None:
    assert labels.shorten("giải ngân vốn đầu tư công, quý III", 27) == "giải ngân vốn đầu tư công…"
    assert labels.shorten("ngắn", 26) == "ngắn"
    assert labels.shorten(None, 5) == ""


@pytest.mark.parametrize(
    ("ordinal", "told"),
    [("33", "33. Rà soát"), ("(4)", "(4) Rà soát"), ("a)", "a) Rà soát"), ("2.1.", "2.1. Rà soát"), (None, "Rà soát")],
)
def test_a_number_before_words_has_one_mark(ordinal: str | None, told: str) -> None:
    assert labels.with_ordinal(ordinal, "Rà soát") == told
