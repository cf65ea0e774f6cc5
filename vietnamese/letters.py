"""The letters of Vietnamese as character classes for patterns; ranges such as `À-Ỹ` would take both cases."""

from __future__ import annotations

_BASES = "aăâeêioôơuưy"
_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
LOWER = "a-zđ" + "ăâêôơư" + _TONED
"""For use inside brackets: every small letter."""
UPPER = "A-ZĐÐ" + "ĂÂÊÔƠƯ" + _TONED.upper()
"""For use inside brackets: every capital letter."""
VOWELS = _BASES + _TONED
