"""What an agency's name means in its document: relative names get the place that the issuer gives them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.agencies.gazetteer import Form, load_communes
from graph.agencies.lexicon import AgencyLexicon
from graph.agencies.names import AgencyName
from graph.agencies.words import compact
from vietnamese.text import normal

COMMUNES = ("phường", "xã", "đặc khu", "thị trấn")
_SCOPED = (
    "Sở",
    "Chi cục",
    "Ban Quản lý",
    "Ban QLDA",
    "BQL",
    "BQLDA",
    "Phòng",
    "Trung tâm",
    "Hạt Kiểm lâm",
    "Thanh tra Sở",
    "Văn phòng",
)
"""Heads of names that every province may have alike, where no list holds them."""
_COMMUNAL = ("Phòng", "Trung tâm", "Tổ")
"""Heads of names that a commune's own offices bear in its documents."""


@dataclass(frozen=True, slots=True)
class Context:
    """Whose words a document's relative names are. `committee`: the Party committee that issued it or stands in its letterhead."""

    province: str | None = None
    commune: tuple[str, str] | None = None
    central: bool = False
    committee: Identity | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """One agency, whatever it is called. Equal identities are one node."""

    stem: str
    unit: str | None = None
    place: str | None = None
    province: str | None = None
    of: Identity | None = None


class Canonical:
    """Names -> identities, by the gazetteer and the document's context. Pure."""

    def __init__(self, lexicon: AgencyLexicon) -> None:
        self.lexicon = lexicon
        self.provinces = lexicon.gazetteer.provinces
        self._names: dict[str, AgencyName | None] = {}

    def read(self, surface: str, context: Context) -> Identity | None:
        """The agency that a printed name means; None where it is a group or no agency's name."""
        if surface not in self._names:
            self._names[surface] = self.lexicon.read_whole(surface)
        name = self._names[surface]
        if name is None or name.group:
            return None
        return self.identity(name, context, surface)

    def identity(self, name: AgencyName, context: Context, surface: str) -> Identity | None:
        if name.role == "body":
            return Identity(name.stem)
        if name.role == "sector":
            return Identity(f"Bộ {name.stem}") if context.central else self._department(f"Sở {name.stem}", context)
        if name.role == "office":
            return self._office(name, context, surface)
        if name.role == "local":
            return self._local(name, context, short=surface.isupper() and " " not in surface.strip())
        return self._open(name, context, surface)

    def _department(self, stem: str, context: Context) -> Identity:
        return Identity(stem, self._unit(context.province), context.province, context.province)

    def _unit(self, province: str | None) -> str | None:
        return self.provinces[province].kind if province is not None and province in self.provinces else None

    def _office(self, name: AgencyName, context: Context, surface: str) -> Identity | None:
        if name.of is not None:
            served = self.identity(name.of, context, surface)
            return Identity(name.stem, of=served) if served else None
        committee = context.committee or self._committee(context)
        return Identity(name.stem, of=committee) if committee else None

    def _committee(self, context: Context) -> Identity | None:
        if context.commune is not None:
            return Identity("Đảng ủy", *context.commune, context.province)
        if context.province is None:
            return None
        stem = "Thành ủy" if self._unit(context.province) == "thành phố" else "Tỉnh ủy"
        return Identity(stem, self._unit(context.province), context.province, context.province)

    def _local(self, name: AgencyName, context: Context, short: bool) -> Identity:
        form = name.spec
        assert isinstance(form, Form)
        stem = form.canonical or form.stem
        unit, place = name.unit or form.unit, name.place
        if place is None and short and form.unit in {"thành phố", "tỉnh"}:
            unit = self._unit(context.province) or unit
        if place is not None and place in self.provinces and unit in (None, "thành phố", "tỉnh"):
            return self._provincial(stem, form, place)
        if place is not None:
            return Identity(stem, unit, place, self.province_of(unit, place, context))
        return self._relative(stem, form, unit, context)

    def _provincial(self, stem: str, form: Form, province: str) -> Identity:
        unit = self._unit(province)
        if form.unit in {"thành phố", "tỉnh"}:
            stem = "Thành ủy" if unit == "thành phố" else "Tỉnh ủy"
        return Identity(stem, unit, province, province)

    def _relative(self, stem: str, form: Form, unit: str | None, context: Context) -> Identity:
        own = self._unit(context.province)
        if unit in COMMUNES or (unit is None and context.commune is not None and form.place == "typed"):
            if context.commune is not None and unit in (None, context.commune[0]):
                return Identity(stem, *context.commune, context.province)
            return Identity(stem, unit)
        if context.province is not None and unit in (None, own):
            return self._provincial(stem, form, context.province)
        return Identity(stem, unit)

    def province_of(self, unit: str | None, place: str, context: Context) -> str | None:
        """The province of a commune: the document's if it has one of the name, else the only one that has."""
        if unit not in COMMUNES:
            return context.province
        full = f"{unit.capitalize()} {place}"
        communes = load_communes()
        if context.province is not None and (full in communes.get(context.province, ()) or context.province not in communes):
            return context.province
        found = [province for province, names in communes.items() if full in names]
        return found[0] if len(found) == 1 else context.province

    def _open(self, name: AgencyName, context: Context, surface: str) -> Identity:
        text = normal(compact(surface)).lower()
        if name.unit in {"thành phố", "tỉnh"} and name.place is None and name.unit == self._unit(context.province):
            return Identity(text, name.unit, context.province, context.province)
        own = context.commune is not None and name.place is None and (name.head or "").startswith(_COMMUNAL)
        if own and context.commune is not None and name.unit in (None, context.commune[0]):
            return Identity(text.removesuffix(f" {context.commune[0]}"), *context.commune, context.province)
        if name.place is None and name.unit != "khu vực" and (name.head or "").startswith(_SCOPED):
            return Identity(text, None, None, context.province)
        return Identity(text)
