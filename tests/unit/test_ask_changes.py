"""What a question about changes asks for, by its grammar: the changing document or what it changes."""

from __future__ import annotations

import pytest

from search_api.ask.plans.documents.changes_asked import _ENDED, _NEW, _OBJECT, _PASSIVE, object_types

OBJECTS = [
    ("quy che moi ve du lich thay the nhung quyet dinh nao", ("replaces", "repeals")),
    ("quy che moi ra thi bo cac quyet dinh cu nao", ("replaces", "repeals")),
    ("nhung quyet dinh nao het vai tro khi ban hanh quy che moi", ("replaces", "repeals")),
    ("quy hoach bi thay the khi lap dieu chinh quy hoach tinh", ("replaces", "repeals")),
    ("ban hanh quy che moi thi quyet dinh nao khong con hieu luc", ("replaces", "repeals")),
    ("quyet dinh cu nao ve du lich bien sap bi bo", ("replaces", "repeals")),
    ("nghi quyet nay sua doi nghi quyet nao", ("amends",)),
    ("quyet dinh moi bai bo nhung van ban nao", ("repeals",)),
]
SUBJECTS = [
    "van ban nao thay the quyet dinh 26",
    "quyet dinh 26 bi sua doi boi van ban nao",
    "nghi quyet nao phai dieu chinh",
    "sinh hoat chi bo van ban nao trien khai",
    "so nao lap dieu chinh chuong trinh nha o",
]


def asked(line: str) -> object:
    return next((match for pattern in (_OBJECT, _ENDED, _NEW, _PASSIVE) if (match := pattern.search(line))), None)


@pytest.mark.parametrize(("line", "types"), OBJECTS)
def test_what_is_changed_is_asked_for(line: str, types: tuple[str, ...]) -> None:
    match = next(match for pattern in (_OBJECT, _ENDED, _NEW, _PASSIVE) if (match := pattern.search(line)))
    assert object_types(match) == types


@pytest.mark.parametrize("line", SUBJECTS)
def test_what_changes_it_is_asked_for(line: str) -> None:
    assert asked(line) is None
