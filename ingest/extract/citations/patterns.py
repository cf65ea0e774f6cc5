"""The grammar of printed numbers and names of kinds, put together from small named pieces, compiled once.

Matching runs on normalised text (one dash, plain blanks, one letter Đ). Codes come from `data/codes`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.codes import issuer_codes, type_codes, types_by_name
from vietnamese.text import fold

# Digits, with what a scanner makes of them (O1, l2), perhaps a letter (1234a). Never inside another number or a date.
_PLAIN = r"(?<![\dA-ZĐƯ])(?<!\d[.,/-])\d[\dOol]{0,5}[a-zđ]{0,2}?"
_SCANNED = r"(?<![\w.,/-])[OoIl]\d[\dOol]{0,3}"
_DIGITS = rf"(?P<digits>{_PLAIN}|{_SCANNED})"
_YEAR = r"(?P<year>(?:1[89]|2[0Oo])[\dOol]{2})"
_SLASH = r"\s*/\s*"
_DASH = r"\s*-\s*"
_EITHER = r"\s*[-/]\s*"
_WORD_END = r"(?![a-zà-ỹ]{2})"
_SMALL_UNIT = r"[a-zđ]{1,5}(?![\wà-ỹĐđ])"
"""The unit of a known issuer that drew a letter up, in small letters: `1432/ubnd-th`."""


def _any_case(code: str) -> str:
    """A code in any case, with and without the bar of Đ."""
    return "".join("[ĐđDd]" if c in "Đđ" else f"[{c.upper()}{c.lower()}]" if c.isalpha() else re.escape(c) for c in code)


def _known(codes: list[str]) -> str:
    return "|".join(_any_case(code) for code in codes)


def _code() -> str:
    """A code of the table in any case, or one the table does not know in capitals."""
    return rf"(?:(?:{_known(list(type_codes()))})(?=\s*[-/])|[A-ZĐ][A-ZĐ]{{0,4}}[a-zđ]{{0,3}}(?=[-/]))"


def _plain_issuers() -> list[str]:
    return [issuer.code for issuer in issuer_codes() if not issuer.term]


def _issuer() -> str:
    """A suffix of the table in any case, or capitals with the small letters that occur among them (TTg, GDTrH, NNg&PTNT)."""
    plain = _plain_issuers()
    unknown = r"[A-ZĐƯ](?:[A-ZĐƯ\d]|g(?![a-zà-ỹ])|[rg](?=[A-ZĐƯ])|[&.+](?=[A-ZĐƯ]))*"
    known = rf"(?:{_known(plain)})\d{{0,3}}(?:[.&+][A-ZĐƯ]+)?(?![A-Za-zà-ỹĐđƯ&])"
    cased = rf"(?:{'|'.join(re.escape(code) for code in plain)})\d{{0,3}}(?![A-ZĐƯ&\d])(?=[a-zà-ỹđ])"
    return rf"(?:{known}|{cased}|{unknown})"


def _term() -> str:
    numbered = [issuer.code for issuer in issuer_codes() if issuer.term]
    return rf"(?:{_known(numbered)})\s?[\dOolI]{{1,3}}(?!\d)"


@lru_cache(maxsize=1)
def number_pattern() -> re.Pattern[str]:
    """Groups: digits, year, and one of `party` (code-/issuer), `term` (QH15), `state` (/code-issuer), `letter` (/issuer-unit),
    `unit` (the same of an issuer of the table, with blanks or in small letters), `short`, `spaced` (20 CT/TW).

    What it finds is still to be judged: only codes of the table count without a kind's name before them.
    """
    issuer, code = _issuer(), _code()
    joined = rf"{issuer}(?:-{issuer}){{0,3}}"
    forms = (
        rf"{_DASH}(?P<party>{code}{_SLASH}{joined})",
        rf"{_SLASH}(?P<term>{_term()})",
        rf"{_SLASH}(?P<state>{code}{_DASH}{joined}(?:/{issuer})?)",
        rf"{_SLASH}(?P<slashed>{code}/{joined})",
        rf"/(?P<letter>{issuer}(?:{_DASH}{issuer}){{1,3}})",
        rf"{_SLASH}(?P<unit>(?:{_known(_plain_issuers())}){_DASH}(?:{issuer}|{_SMALL_UNIT}))",
        rf"[-/](?P<short>{issuer})",
        rf"\s(?P<spaced>(?:{_known(list(type_codes()))})\s?/\s?{joined})",
    )
    return re.compile(rf"{_DIGITS}(?:{_SLASH}{_YEAR})?(?:{'|'.join(forms)})")


@lru_cache(maxsize=1)
def type_pattern() -> re.Pattern[str]:
    """Names of kinds in folded text, the longest first. No letter may touch them."""
    names = sorted(types_by_name(), key=lambda name: (-len(name), name))
    spaced = "|".join(name.replace(" ", r"\s+") for name in names)
    return re.compile(rf"(?<![a-z])(?:{spaced})(?![a-z])")


@lru_cache(maxsize=1)
def abbreviation_pattern() -> re.Pattern[str]:
    """Codes used for the names of their kinds: "CV số 12/SNV", "NQ 57-NQ/TW", "NĐ 126"."""
    codes = sorted(abbreviated_kinds(), key=lambda code: (-len(code), code))
    numbered = r"\s*số\s*:?\s*\d|\s+\d{1,5}(?:/\d{4})?\s?[-/]\s?[A-ZĐ]"
    return re.compile(rf"(?<![\w/.-])(?:(?:{'|'.join(codes)})(?={numbered})|(?:NQ|NĐ)(?=\s\d{{1,4}}(?:/\d{{4}})?(?!\d)))")


@lru_cache(maxsize=1)
def abbreviated_kinds() -> dict[str, str]:
    """Code -> the kind whose first code it is: "QĐ" -> Quyết định."""
    found: dict[str, str] = {}
    for kind in types_by_name().values():
        if kind.codes and len(kind.codes[0]) > 1:
            found.setdefault(kind.codes[0], kind.genre)
    return found


NUMBER_WORD = re.compile(
    r"\s*(?:(?-i:[a-zà-ỹđ]+\s+){1,3}(?=số\s))?"
    r"(?:\(\s*[^()]{0,40}\)\s*)?(?:,\s*)?(?:(?:s[ốôồ]|so)\s*(?:hiệu\s*)?)?[:.]?\s*",
    re.IGNORECASE,
)
"""What may stand between a kind's name and its number: "số", "số hiệu", "(sửa đổi) số", "thẩm tra số", ":"."""

ELIDED = re.compile(
    r"(?P<members>(?:(?<![\d/.,-])\d{1,5}(?:/(?:19|20)\d\d)?\s*[-/]?\s*(?:,|;|\bvà\b|\bđến\b|\bhoặc\b)\s*(?:và\s*)?(?:số\s*)?)+)$",
    re.IGNORECASE,
)
"""Members of a list that leave their code to the last: "57-, 59- và " before "66-NQ/TW"."""

MEMBER = re.compile(r"(?<!\d)(?P<digits>\d{1,5})(?P<year>/(?:19|20)\d\d)?")

BLANK_NUMBER = re.compile(
    r"(?<![\d\w])\s*[.…_]*\s*(?P<suffix>[-/]\s*[A-ZĐ][A-Za-zĐ&]*(?:\s*[-/]\s*[A-ZĐ][A-ZĐ&]*){0,2})(?![a-zà-ỹ])"
)
"""A number whose digits are still blank: `/VP-TH`, `… -KH/TU`; it follows "số"."""


BLANK_DAY = re.compile(r"\s*,?\s*ngày[\s.…_]*tháng[\s.…_]*(?:\d{1,2})?[\s.…_]*năm(?:[\s.…_]*\d{4})?")
"""A date whose day is still blank: "ngày      tháng 9 năm 2025"."""


@lru_cache(maxsize=4096)
def folded_name(name: str) -> str:
    """A printed name of a kind as the tables key it."""
    return " ".join(fold(name).split())
