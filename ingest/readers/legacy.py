"""Text from before Unicode: Windows-1258 and TCVN3 (ABC), told apart by how well the words read as Vietnamese."""

from __future__ import annotations

import re
import unicodedata

_TCVN3 = dict(
    zip(
        "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb"
        "\u00cc\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed"
        "\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_COMMON = re.compile(
    r"\b(?:của|và|các|thực hiện|về|được|thành phố|số|năm|nhân dân|trong|với|theo|cho|có|là|này|những|tại|công tác)\b"
)
_FEWEST = 0.02


def decode_legacy(data: bytes) -> str | None:
    """The text in the code page in which it reads as Vietnamese; None where it does in none."""
    best: tuple[float, str] | None = None
    for text in (_windows_1258(data), _tcvn3(data)):
        if text is None:
            continue
        score = len(_COMMON.findall(unicodedata.normalize("NFC", text[:20000]))) / max(1, len(text[:20000].split()))
        if score >= _FEWEST and (best is None or score > best[0]):
            best = score, text
    return best[1] if best is not None else None


def _windows_1258(data: bytes) -> str | None:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return None


def _tcvn3(data: bytes) -> str:
    return "".join(_TCVN3.get(c, c) for c in data.decode("latin-1"))
