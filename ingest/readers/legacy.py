"""Text from before Unicode: Windows-1258, TCVN3 (ABC) and VNI, told apart by how well the words read as Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TCVN3 = dict(
    zip(
        "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb"
        "\u00cc\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed"
        "\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_SHAPES = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ò": "ị", "æ": "ỉ", "î": "ỵ"}
_VNI = re.compile(r"(?i)([aeou])([âáàåãäêéèúüë])|([aeiouyôö])([øùûõï])|([ôöñòæî])")
_COMMON = re.compile(
    r"\b(?:của|và|các|thực hiện|về|được|thành phố|số|năm|nhân dân|trong|với|theo|cho|có|là|này|những|tại|công tác)\b", re.IGNORECASE
)
_FEWEST = 0.02
_CLEARLY = 2
"""How many times more common words another reading must have."""
_SAMPLE = 20000


def decode_legacy(data: bytes) -> str | None:
    """The text in the code page in which it reads as Vietnamese; None where it does in none."""
    single = data.decode("latin-1")
    return _best((_windows_1258(data), _tcvn3(single), _vni(data.decode("cp1252", "replace"))))


def unlegacy(text: str) -> str | None:
    """Unicode text whose letters are those of an old font (`kÕ ho¹ch`, `keá hoaïch`), put right; None where it reads as it stands.

    Only TCVN3 keeps every character in its place; VNI has two letters for one.
    """
    sample = text[:_SAMPLE]
    if not any("\xa0" < letter <= "\xff" for letter in sample):
        return None
    now = _share(sample)
    likely = max((_tcvn3, _vni), key=lambda reading: _share(reading(sample)))
    return likely(text) if _share(likely(sample)) >= max(_FEWEST, _CLEARLY * now) else None


def _best(readings: Iterable[str | None]) -> str | None:
    """The reading with the most common words, None where all have too few."""
    found = [(share, text) for text in readings if text is not None and (share := _share(text)) >= _FEWEST]
    return max(found, key=lambda reading: reading[0])[1] if found else None


def _share(text: str) -> float:
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    return len(_COMMON.findall(sample)) / max(1, len(sample.split()))


def _windows_1258(data: bytes) -> str | None:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return None


def _tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in text)


def _vni(text: str) -> str:
    """VNI writes a letter and then its mark as a letter of its own."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    shaped, shape, plain, tone, alone = match.groups()
    if shaped:
        return str(shaped) + _SHAPES[shape.lower()]
    letter = alone or plain
    whole = _VNI_LETTERS.get(letter.lower(), letter)
    whole = whole.upper() if letter.isupper() else whole
    return whole + (_TONES[tone.lower()] if tone else "")
