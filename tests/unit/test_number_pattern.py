"""The number pattern told out: every code with every issuer in every form it takes, and all that only looks like a number."""

from __future__ import annotations

import calendar
from itertools import product

import pytest

from graph.codes import issuer_codes, type_codes
from graph.extraction import Header
from ingest.extract.citations import find_citations
from ingest.layout.records import Block, Layout, Reading
from ingest.readers.records import SourceText

HEADER = Header(None, None, None, None, None, (), None, None, None, None, None, (), None)
ISSUERS = [issuer.code for issuer in issuer_codes() if not issuer.term]
TERMS = [issuer.code for issuer in issuer_codes() if issuer.term]
BATCH = 200


def numbers(*texts: str) -> list[str]:
    """The numbers read out of the texts, a block for each."""
    blocks, offset = [], 0
    for text in texts:
        reading = Reading(text, range(offset, offset + len(text)), range(offset + 1, offset + len(text) + 1))
        blocks.append(Block("paragraph", reading, offset, offset + len(text), 1))
        offset += len(text) + 1
    return [c.number for c in find_citations(Layout(SourceText("\n".join(texts)), tuple(blocks)), HEADER) if c.number]


FORMS = {
    "party": "{n}-{code}/{issuer}",
    "state": "{n}/{code}-{issuer}",
    "state with its year": "{n}/2024/{code}-{issuer}",
    "joint": "{n}/2024/{code}-{issuer}-BTC",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_code_with_every_issuer(form: str) -> None:
    wanted = [
        FORMS[form].format(n=n % 899 + 100, code=code, issuer=issuer)
        for n, (code, issuer) in enumerate(product(type_codes(), ISSUERS))
    ]
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        assert numbers(*(f"Thực hiện văn bản số {number} của cấp trên." for number in batch)) == batch


@pytest.mark.parametrize("code", TERMS)
def test_every_legislature(code: str) -> None:
    wanted = [f"{term + 20}/2{term:03d}/{code}{term}" for term in range(1, 17)]
    assert numbers(*(f"Căn cứ Luật số {number};" for number in wanted)) == wanted


def test_letters_of_every_issuer() -> None:
    wanted = [f"{n + 100}/{issuer}-TH" for n, issuer in enumerate(ISSUERS)]
    assert numbers(*(f"theo Công văn số {number} ngày 02/3/2024" for number in wanted)) == wanted


def test_no_date_is_a_number() -> None:
    days = [(day, month) for month in range(1, 13) for day in range(1, calendar.monthrange(2024, month)[1] + 1)]
    texts = [
        text.format(day=day, month=month)
        for day, month in days
        for text in (
            "số liệu ngày {day:02d}/{month:02d}/2024",
            "đến {day}/{month}/2024 của tỉnh",
            "ngày {day}-{month}-2024",
            "{day}.{month}.2024",
        )
    ]
    assert numbers(*texts, *(f"tháng {month:02d}/2025, quý {month}/2025, năm 2{month:03d}/2025" for month in range(1, 13))) == []


MEASURED = ("tỷ đồng", "triệu USD", "%", "m2", "km", "ha", "người", "xã", "hồ sơ", "kW", "mg/l", "tấn/ha", "đồng/m3")


def test_no_amount_ratio_or_span_is_a_number() -> None:
    figures = [
        "12/34",
        "118/118",
        "1.584/1.866",
        "0,5-1,2",
        "20-25",
        "35.893,2",
        "2021-2025",
        "3/4",
        "10 - 15",
        "1/2000",
        "07/2025",
    ]
    assert numbers(*(f"số {figure} {unit} được giao" for figure, unit in product(figures, MEASURED))) == []


def test_no_telephone_account_or_place_is_a_number() -> None:
    texts = [
        *(
            f"điện thoại {a}{s}{b}{s}{c}"
            for a, b, c, s in product(("0225", "0912", "+84 24"), ("384", "3842"), ("123", "456"), ".- ")
        ),
        *(f"số {n} đường Lê Lợi, ngõ {n}/{n + 2} phố Huế" for n in range(1, 40)),
        *(f"tọa độ {n}°{n + 5}'{n}\" N - {n + 80}°12' E" for n in range(8, 24)),
        *(f"biển số 15A-{n}.45, 29-B1 {n}.67" for n in range(100, 130)),
        *(f"tiêu chuẩn TCVN {n}-{n % 9}:2023/BXD; QCVN {n}:2021/BTNMT" for n in range(10, 40)),
        *(f"tờ bản đồ số {n}, thửa đất số {n}/TĐ-{n % 7}; lô CN{n}-A/{n}" for n in range(10, 40)),
        *(f"gói thầu số {n}/XL-{n}; mẫu số {n:02d}/ĐK-TC" for n in range(1, 30)),
        "Email: vanthu-3/ub@tinh.gov.vn, http://tinh.gov.vn/2024/12-a/b",
        "IP 10.0.0.1/24-UP; phiên bản 2.3/B-4",
    ]
    assert numbers(*texts) == []
