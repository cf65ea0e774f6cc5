"""What can be said of an office file before it is opened: locked, of an older kind, or far larger inside than it looks."""

from __future__ import annotations

import zipfile
from pathlib import Path

from graph.errors import ReadError

LARGEST = 400 * 2**20
"""Bytes that a package may unpack to."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def check_package(path: Path) -> None:
    """Refuses what is no package of today (docx, xlsx) in words that say what to do; raises ReadError."""
    with path.open("rb") as file:
        head = file.read(len(_COMPOUND))
        if head == _COMPOUND:
            locked = _ENCRYPTED in file.read()
            raise ReadError(
                f"{path.name}: tệp có mật khẩu, cần bỏ mật khẩu trước khi nạp"
                if locked
                else f"{path.name}: tệp theo định dạng Office cũ, cần lưu lại dưới dạng {path.suffix.lower()}"
            )
    try:
        with zipfile.ZipFile(path) as package:
            size = sum(item.file_size for item in package.infolist())
    except zipfile.BadZipFile:
        return
    if size > LARGEST:
        raise ReadError(f"{path.name}: nội dung giải nén quá lớn ({size // 2**20} MB), không nạp")
