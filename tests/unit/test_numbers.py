"""Document numbers: parts, normal form, folded form, the code table."""

from __future__ import annotations

import pytest

from graph.codes import document_types, genre, issuer_codes, types_of_code
from graph.numbers import canonical_number, fold_number, normalise_number, number_matches, parse_number, strip_mark

PARTS = [
    ("57-NQ/TW", "57", None, "NQ", "TW"),
    ("148 - KL/TW", "148", None, "KL", "TW"),
    ("204 – QĐ/TW", "204", None, "QĐ", "TW"),
    ("57-\nNQ/TW", "57", None, "NQ", "TW"),
    ("219-KH/UBKTTW", "219", None, "KH", "UBKTTW"),
    ("11-QĐi/TW", "11", None, "QĐi", "TW"),
    ("273/NQ-CP", "273", None, "NQ", "CP"),
    ("238/KH- UBND", "238", None, "KH", "UBND"),
    ("08/2022/NQ-HĐND", "08", 2022, "NQ", "HĐND"),
    ("01/2019/TTLT-BTC-BNV", "01", 2019, "TTLT", "BTC-BNV"),
    ("226/2025/QH15", "226", 2025, None, "QH15"),
    ("44/2023/UBTVQH15", "44", 2023, None, "UBTVQH15"),
    ("75/VP-TH", "75", None, None, "VP-TH"),
    ("1234a/QĐ-UBND", "1234a", None, "QĐ", "UBND"),
    ("154/2025/nd-cp", "154", 2025, "nd", "cp"),
    ("O1-CT/TU", "01", None, "CT", "TU"),
    ("l2-KH/TU", "12", None, "KH", "TU"),
    ("64-CP", "64", None, None, "CP"),
]


@pytest.mark.parametrize(("text", "digits", "year", "code", "issuer"), PARTS)
def test_parts(text: str, digits: str, year: int | None, code: str | None, issuer: str | None) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.digits, number.year, number.code, number.issuer) == (digits, year, code, issuer)


@pytest.mark.parametrize(
    "text", ["", "abc", "2025", "118/118", "07/2025", "22/8/2025", "-TB/TU", "/VP-TH", "1.584/1.866", "57NQTW", "12-15"]
)
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("57 – NQ / TW", "57-NQ/TW"),
        ("08 / 2022/NQ\u2011HĐND", "08/2022/NQ-HĐND"),
        ("112/CÐ-TTg", "112/CĐ-TTg"),
        ("02\u00a0-\u00a0CTr/TU", "02-CTr/TU"),
        ("08/2022/NQ-HĐND", "08/2022/NQ-HĐND"),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normalise_number(text) == expected


SAME = [
    (
        "57-NQ/TW",
        [
            "57 - NQ/TW",
            "57–NQ/TW",
            "57-nq/tw",
            "57NQTW",
            "nq 57-tw",
            "57 NQ TW",
            "57-\nNQ/TW",
            "Nghị quyết số 57-NQ/TW",
            "nghi quyet 57-NQ/TW",
        ],
    ),
    ("01-CT/TU", ["O1-CT/TU", "0l-CT/TU", "1-CT/TU", "01-ct/tu"]),
    ("226/2025/QH15", ["226/2025/qh15", "226 / 2025 / QH15", "226/2025/QHl5"]),
    ("154/2025/NĐ-CP", ["154/2025/ND-CP", "154/2025/nd-cp", "154/2025/NÐ-CP", "154/2025 nđ cp"]),
    ("112/CĐ-TTg", ["112/CD-TTG", "112/cđ-ttg"]),
]


@pytest.mark.parametrize(("number", "spellings"), SAME)
def test_one_key_for_all_spellings(number: str, spellings: list[str]) -> None:
    assert {fold_number(spelling) for spelling in spellings} == {fold_number(number)}


def test_different_numbers_have_different_keys() -> None:
    numbers = ["57-NQ/TW", "57-KL/TW", "57/NQ-CP", "57/2025/NQ-HĐND", "57/2024/NQ-HĐND", "5-NQ/TW", "75-NQ/TW", "57-NQ/TU"]
    assert len({fold_number(number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(
    ("query", "number", "expected"),
    [
        ("226/2025", "226/2025/QH15", True),
        ("nq 71", "71-NQ/TW", True),
        ("Nghị quyết 71", "71-NQ/TW", True),
        ("Nghị quyết 71", "71-KL/TW", False),
        ("71", "71-NQ/TW", True),
        ("71", "171-NQ/TW", False),
        ("57NQTW", "57-NQ/TU", False),
        ("226/2025", "226/2024/QH15", False),
    ],
)
def test_a_short_query_fits_what_it_leaves_open(query: str, number: str, expected: bool) -> None:
    assert number_matches(fold_number(query), fold_number(number)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("126/2014/nd-cp", "126/2014/NĐ-CP"),
        ("02-ctr/tu", "02-CTr/TU"),
        ("444/qd-ttg", "444/QĐ-TTg"),
        ("226/2025/qh15", "226/2025/QH15"),
        ("08/2022/nq-hdnd", "08/2022/NQ-HĐND"),
        ("12/KH-XYZ", "12/KH-XYZ"),
        ("14-HD/BTCTW", "14-HD/BTCTW"),
        ("14-HĐ/BTCTW", "14-HĐ/BTCTW"),
    ],
)
def test_case_of_the_code_table(text: str, expected: str) -> None:
    assert canonical_number(text) == expected


@pytest.mark.parametrize(
    ("suffix", "stem", "mark"),
    [
        ("TU3", "TU", "3"),
        ("TW12", "TW", "12"),
        ("QH15", "QH15", ""),
        ("QH153", "QH15", "3"),
        ("QH9", "QH9", ""),
        ("PC07", "PC07", ""),
        ("TTg", "TTg", ""),
    ],
)
def test_footnote_marks_are_no_part_of_the_issuer(suffix: str, stem: str, mark: str) -> None:
    assert strip_mark(suffix) == (stem, mark)


def test_codes_stand_for_kinds() -> None:
    assert types_of_code("QĐ") == ("Quy định", "Quyết định")
    assert types_of_code("nq") == ("Nghị quyết",)
    assert types_of_code("XX") == ()
    assert genre("Kế hoạch hành động") == "Kế hoạch"
    assert genre("chuong trinh hanh dong") == "Chương trình"
    assert genre("Sổ tay") == "Sổ tay"
    assert genre(None) is None


def test_the_tables_hold_the_codes_of_the_rules() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục III, and the kinds of Hướng dẫn 36-HD/VPTW."""
    codes = {code for kind in document_types() for code in kind.codes}
    state = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB".split()  # noqa: SIM905
    party = "NQ QĐ QĐi CT KL QC HD TB TC CTr KH ĐA PA BC TTr CV BB".split()  # noqa: SIM905
    assert set(state) | set(party) <= codes
    assert {"TW", "TU", "CP", "TTg", "QH", "UBTVQH", "HĐND", "UBND"} <= {issuer.code for issuer in issuer_codes()}
