"""Document numbers: their parts, their normal form (CONTRACT 1), a folded form for look-up in any spelling, the case of the code table.

A number is digits, perhaps a year, then a code of the kind and an issuer's suffix. The party writes `57-NQ/TW`, the state
`273/NQ-CP`, `08/2022/NQ-HĐND`, the legislature `226/2025/QH15`; letters without a kind bear the issuer alone (`75/VP-TH`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph.codes import codes_by_fold, issuers_by_fold, type_codes, type_codes_by_fold, types_by_name, types_of_code
from vietnamese.text import fold, normal

_SLIPS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "i": "1"})
_DIGITS = re.compile(r"[\dOoIl]{1,6}")
_PART = re.compile(r"[^-/\s]+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MARKED = re.compile(r"(.*?\D)(\d+)")
_FOLD_SLIPS = str.maketrans({"0": "o", "1": "i", "l": "i"})
_NAMED = re.compile(r"\s*([a-z]+(?: +[a-z]+){0,4}?)(?= *(?:so\b)? *\d)")
_SLIPPED = re.compile(r"\b(?=[oil]*\d)[\doil]{2,6}\b")
_LOOSE = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number in its parts: `DocumentNumber("226/2025/QH15", "226", 2025, None, "QH15")`.

    `digits` keep their zeros and a letter (`1234a`); `code` is the kind's (`NQ`), `issuer` all that follows (`TW`, `UBND`, `VP-TH`).
    """

    text: str
    digits: str
    year: int | None
    code: str | None
    issuer: str | None

    @property
    def types(self) -> tuple[str, ...]:
        """Genres that the code may stand for: ("Quy định", "Quyết định") for QĐ, none for letters and statutes."""
        return types_of_code(self.code) if self.code else ()

    @property
    def folded(self) -> str:
        return fold_number(self.text)


def normalise_number(text: str) -> str:
    """The normal form: NFC, no white space, every dash `-`, `Đ` for `Ð`; letter case as printed."""
    return "".join(normal(unicodedata.normalize("NFC", text)).split())


def _split_digits(part: str) -> tuple[str, str] | None:
    match = re.match(r"[\dOoIl]*\d[\dOoIl]*", part)
    if match is None:
        return None
    return match.group().translate(_SLIPS), part[match.end() :]


def parse_number(text: str) -> DocumentNumber | None:
    """The parts of a number in any spacing; None where it has no digits or no code at all. OCR slips in the digits are mended."""
    parts = _PART.findall(normalise_number(text))
    head = _split_digits(parts[0]) if parts else None
    if head is None or len(parts) < 2 or len(head[1]) > 3:
        return None
    digits = head[0] + head[1].lower()
    rest = parts[1:]
    year: int | None = None
    if _YEAR.fullmatch(rest[0].translate(_SLIPS)):
        year, rest = int(rest[0].translate(_SLIPS)), rest[1:]
    if not rest or rest[0][0].isdigit() or not any(c.isalpha() for c in "".join(rest)):
        return None
    normal_text = normalise_number(text)
    mended = digits + normal_text[len(parts[0]) :]
    if year is not None:
        mended = mended.replace(parts[1], str(year), 1) if parts[1] != str(year) else mended
    code = rest[0] if is_type_code(rest[0]) else None
    issuer = "-".join(rest[1:]) if code else "-".join(rest)
    return DocumentNumber(mended, digits, year, code, issuer or None)


def is_type_code(part: str) -> bool:
    """Whether a part of a number is a code of a kind of documents, in any case and without diacritics."""
    return fold(part) in type_codes_by_fold()


def is_issuer(part: str) -> bool:
    """Whether a part is an issuer's suffix of the table, with a legislature's number where that belongs to it."""
    folded = fold(part)
    if folded in issuers_by_fold():
        return True
    numbered = issuers_by_fold().get(folded.rstrip("0123456789"))
    return numbered is not None and numbered.term


def canonical_number(text: str) -> str:
    """The normal form in the letter case and with the diacritics of the code table: `126/2014/nd-cp` -> `126/2014/NĐ-CP`."""
    return _PART.sub(lambda match: _canonical_part(match.group()), normalise_number(text))


def _canonical_part(part: str) -> str:
    if part in type_codes():
        return part
    table = codes_by_fold()
    known = table.get(fold(part))
    if known is not None:
        return known
    marked = _MARKED.fullmatch(part)
    if marked and fold(marked.group(1)) in table:
        return table[fold(marked.group(1))] + marked.group(2)
    return part


def strip_mark(suffix: str) -> tuple[str, str]:
    """A footnote mark glued to an issuer's suffix, taken off: `TU3` -> (`TU`, `3`); a legislature keeps its number: `QH15` stays.

    Suffixes that the table does not know keep their digits (police units: `PC07`).
    """
    match = _MARKED.fullmatch(suffix)
    if match is None:
        return suffix, ""
    stem, digits = match.groups()
    issuer = issuers_by_fold().get(fold(stem))
    if issuer is None:
        last = re.split(r"[-/&.]", stem)[-1]
        if len(last) == len(stem) or not is_issuer(last):
            return suffix, ""
        kept, mark = strip_mark(last + digits)
        return stem[: -len(last)] + kept, mark
    if not issuer.term:
        return stem, digits
    keep = 2 if digits[0] in "12" and len(digits) > 1 else 1
    return stem + digits[:keep], digits[keep:]


def fold_number(text: str) -> str:
    """One key for all spellings of a number: digits without leading zeros, `/` and the year if any, then the letters folded.

    `57-NQ/TW`, `57 – nq/tw`, `57NQTW`, `nq 57-tw` -> `57.nqtw`; `226/2025/QH15` -> `226/2025.qhi5`; `226/2025` -> `226/2025.`;
    `Nghị quyết 71` -> `71.nq`.
    OCR slips (0/O, 1/l/I) give the same key. Text without digits gives its letters alone.
    """
    digits, year, letters = _loose_parts(text)
    number = f"{digits}/{year}" if year else digits
    return f"{number}.{''.join(letters).translate(_FOLD_SLIPS)}"


def _loose_parts(text: str) -> tuple[str, str, list[str]]:
    digits, year = "", ""
    letters: list[str] = []
    parsed = parse_number(text)
    if parsed is not None:
        tail = f"{parsed.code or ''}{parsed.issuer or ''}"
        return parsed.digits.lstrip("0") or "0", str(parsed.year or ""), ["".join(c for c in fold(tail) if c.isalnum())]
    folded = _SLIPPED.sub(lambda match: match.group().translate(_SLIPS), fold(normal(text)))
    before = ""
    for token in _LOOSE.findall(_name_to_code(folded)):
        if not token[0].isdigit():
            letters.append(token)
        elif not digits:
            digits = token.lstrip("0") or "0"
        elif not year and before.isdigit() and _YEAR.fullmatch(token):
            year = token
        else:
            letters.append(token)
        before = token
    return digits, year, [letter for letter in letters if letter != "so"]


def _name_to_code(folded: str) -> str:
    """The name of a kind at the beginning made its first code, or left out before one: "nghi quyet so 71" -> "nq so 71"."""
    match = _NAMED.match(folded)
    kind = types_by_name().get(" ".join(match.group(1).split())) if match else None
    if match is None or kind is None or not kind.codes:
        return folded
    rest = folded[match.end(1) :].replace("so ", "", 1)
    return rest if any(c.isalpha() for c in rest) else fold(kind.codes[0]) + rest


def number_matches(query: str, number: str) -> bool:
    """Whether a folded query (of `fold_number`) means a folded number; what it leaves out at the end fits all: "
    "`226/2025.`, `71.nq`."""
    return number == query or (len(query) > 1 and query[0].isdigit() and number.startswith(query))
