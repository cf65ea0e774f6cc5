"""What is known of an identity: its full name, kind, level, the body above it, how long it existed."""

from __future__ import annotations

from graph.agencies.canonical import COMMUNES, Identity
from graph.agencies.gazetteer import MERGER_DAY, Form
from graph.agencies.lexicon import COMMITTEES, AgencyLexicon
from graph.records import AgencyKind, AgencyLevel

_DISTRICTS = ("quận", "huyện", "thị xã")


class Describer:
    """Pure; everything out of the gazetteer. `printed`: names that no list holds -> as they are best printed."""

    def __init__(self, lexicon: AgencyLexicon, printed: dict[str, str]) -> None:
        self._lexicon = lexicon
        self._provinces = lexicon.gazetteer.provinces
        self._printed = printed

    def name(self, identity: Identity, placed: bool = False) -> str:
        """The full name; `placed` names the province of a department or an unlisted body that several provinces have."""
        if identity.of is not None:
            return f"{identity.stem} {self.name(identity.of, placed)}"
        form = self._lexicon.forms.get(identity.stem)
        style = form.place if form else "open"
        stem = identity.stem if form or identity.stem in self._lexicon.bodies else self._printed.get(identity.stem, identity.stem)
        if style == "open" and identity.unit in COMMUNES and not placed:
            return stem
        if style == "open" and identity.unit in COMMUNES and identity.place is not None:
            return f"{stem} {identity.unit} {identity.place}"
        if style == "open" and identity.unit is not None and identity.place is not None:
            return f"{stem} {identity.place}"
        if style in {"open", "short"} and not (placed and identity.province):
            return stem
        place = identity.place or identity.province if style in {"open", "short"} else identity.place
        unit = identity.unit or self._unit(identity.province) if style in {"open", "short"} else identity.unit
        parts = (stem, None if style == "named" and place else unit, place)
        return " ".join(part for part in parts if part) if style != "named" or place else stem

    def kind(self, identity: Identity) -> AgencyKind:
        if identity.of is not None:
            return (
                "party"
                if identity.stem in {"Đảng ủy", "Đảng bộ", "Chi bộ", "Ban Cán sự đảng", "Đảng đoàn"}
                else self.kind(identity.of)
            )
        known = self._lexicon.forms.get(identity.stem) or self._lexicon.bodies.get(identity.stem)
        if known is not None:
            return known.kind
        heads = [head for head in self._lexicon.heads if identity.stem.startswith(head.lower() + " ")]
        return self._lexicon.heads[max(heads, key=len)] if heads else "other"

    def level(self, identity: Identity) -> AgencyLevel:
        if identity.of is not None:
            return self.level(identity.of)
        if identity.unit in COMMUNES:
            return "commune"
        if identity.place in self._provinces or (identity.province is not None and identity.unit is None):
            return "province"
        if identity.unit in {"thành phố", "tỉnh"} and identity.place is None:
            return "province"
        form = self._lexicon.forms.get(identity.stem)
        if form is not None and form.place == "short":
            return "province"
        if identity.stem in self._lexicon.bodies and self.kind(identity) != "enterprise":
            return "central"
        return "other"

    def parent(self, identity: Identity) -> Identity | None:
        """The body that it belongs to, as the gazetteer says."""
        if identity.of is not None:
            return identity.of
        body = self._lexicon.bodies.get(identity.stem)
        if body is not None:
            return Identity(body.parent) if body.parent else None
        form = self._lexicon.forms.get(identity.stem)
        if form is None or form.of is None or (identity.place is None and identity.province is None):
            return self._above_commune(identity)
        return self._sibling(form.of, identity)

    def validity(self, identity: Identity) -> tuple[str | None, str | None, Identity | None]:
        """First and last day, and the body that took its work over."""
        if identity.of is not None:
            return self._office_validity(identity)
        body = self._lexicon.bodies.get(identity.stem)
        if body is not None:
            return body.since, body.until, Identity(body.into) if body.into else None
        form = self._lexicon.forms.get(identity.stem)
        if form is not None and form.until is not None:
            heir = Identity(form.into, identity.unit, identity.place, identity.province) if form.into else None
            return form.since, form.until, self._heir(heir) if heir else None
        merged = self._merged(identity)
        if merged is not None:
            return (form.since if form else None), MERGER_DAY, merged
        return (form.since if form else None), MERGER_DAY if identity.unit in _DISTRICTS and form else None, None

    def _office_validity(self, identity: Identity) -> tuple[str | None, str | None, Identity | None]:
        assert identity.of is not None
        _, until, heir = self.validity(identity.of)
        party = identity.of.stem in COMMITTEES
        office = self._lexicon.offices.get((identity.stem, party)) or self._lexicon.offices.get((identity.stem, not party))
        if office is not None and office.until is not None:
            return None, office.until, Identity(office.into, of=heir or identity.of) if office.into else None
        return None, until, Identity(identity.stem, of=heir) if heir else None

    def _merged(self, identity: Identity) -> Identity | None:
        """The same body of the province that its province went into."""
        province = self._provinces.get(identity.place or "")
        if province is None or province.into is None or not isinstance(self._lexicon.forms.get(identity.stem), Form):
            return None
        return self._heir(identity)

    def _heir(self, identity: Identity) -> Identity:
        province = self._provinces.get(identity.province or "")
        if province is None or province.into is None:
            return identity
        return self._sibling(identity.stem, Identity(identity.stem, self._unit(province.into), province.into, province.into))

    def _sibling(self, stem: str, identity: Identity) -> Identity:
        if stem in {"Thành ủy", "Tỉnh ủy"}:
            if identity.unit in COMMUNES:
                stem = "Đảng ủy"
            else:
                stem = "Thành ủy" if identity.unit == "thành phố" else "Tỉnh ủy"
        return Identity(stem, identity.unit, identity.place, identity.province)

    def _above_commune(self, identity: Identity) -> Identity | None:
        if identity.unit not in COMMUNES or identity.province is None or identity.stem not in {"Ủy ban nhân dân", "Đảng ủy"}:
            return None
        unit = self._unit(identity.province)
        stem = "Ủy ban nhân dân" if identity.stem == "Ủy ban nhân dân" else "Thành ủy"
        return self._sibling(stem, Identity(stem, unit, identity.province, identity.province))

    def _unit(self, province: str | None) -> str | None:
        return self._provinces[province].kind if province is not None and province in self._provinces else None
