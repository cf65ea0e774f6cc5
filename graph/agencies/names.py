"""An agency's name taken apart: what stands for the body, for the office in it and for the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.agencies.gazetteer import Body, Form, Office

Role = Literal["body", "local", "office", "open", "sector", "group"]


@dataclass(frozen=True, slots=True)
class AgencyName:
    """`stem` in full spelling ("Ủy ban nhân dân", "Ban Thường vụ"), `of` the body an office serves.

    `unit` and `place` are the place as printed after the stem: ("thành phố", None) for a relative name, ("phường", "Ngô Quyền").
    `last`: index after the name's last word.
    """

    role: Role
    stem: str
    last: int
    spec: Body | Form | Office | None = None
    unit: str | None = None
    place: str | None = None
    of: AgencyName | None = None
    head: str | None = None
    """What opens a name that no list holds ("Chi cục")."""

    @property
    def group(self) -> bool:
        return self.role == "group"
