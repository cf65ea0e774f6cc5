"""What printed names mean, given whose document prints them: the table is data that an office can extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.agencies import load_lexicon, resolve_agencies
from graph.extraction import AgencyMention, Extraction, Header, SourceExtraction

TABLE = Path(__file__).with_name("agency_spellings.tsv")


def _rows() -> list[tuple[str, str, str | None]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    return [(issuer, printed, None if meant == "-" else meant) for issuer, printed, meant in rows]


def _source(name: str, issuer: str, *surfaces: str) -> SourceExtraction:
    header = Header(None, None, None, None, issuer, (), None, None, None, None, None, (), None)
    mentions = tuple(AgencyMention(0, len(s), s) for s in surfaces)
    return SourceExtraction(name, name, name, 1, "born_digital", Extraction(header, agencies=mentions))


@pytest.mark.parametrize(("issuer", "printed", "meant"), _rows())
def test_a_printed_name_means_this_agency(issuer: str, printed: str, meant: str | None) -> None:
    resolution = resolve_agencies([_source("a.txt", issuer, printed)], load_lexicon())
    assert resolution.canonical("a.txt", printed) == meant


def test_the_table_is_long_enough() -> None:
    assert len(_rows()) >= 150


def test_departments_of_two_provinces_are_two_agencies_with_their_places() -> None:
    sources = [_source("a.txt", "UBND thành phố Hải Phòng", "Sở Y tế"), _source("b.txt", "UBND tỉnh Bắc Ninh", "Sở Y tế")]
    resolution = resolve_agencies(sources, load_lexicon())
    assert resolution.canonical("a.txt", "Sở Y tế") == "Sở Y tế thành phố Hải Phòng"
    assert resolution.canonical("b.txt", "Sở Y tế") == "Sở Y tế tỉnh Bắc Ninh"


def test_order_does_not_matter() -> None:
    sources = [
        _source("a.txt", "UBND thành phố Hải Phòng", "Sở Y tế", "UBND TP"),
        _source("b.txt", "UBND tỉnh Bắc Ninh", "Sở Y tế"),
    ]
    assert resolve_agencies(sources, load_lexicon()).agencies == resolve_agencies(sources[::-1], load_lexicon()).agencies


def test_a_merged_province_hands_its_agencies_on() -> None:
    resolution = resolve_agencies([_source("a.txt", "Thành ủy Hải Phòng", "Tỉnh ủy Hải Dương")], load_lexicon())
    old = next(agency for agency in resolution.agencies if agency.name == "Tỉnh ủy Hải Dương")
    assert (old.valid_until, old.merged_into) == ("2025-06-30", "Thành ủy Hải Phòng")


def test_kind_level_and_parent() -> None:
    source = _source("a.txt", "UBND thành phố Hải Phòng", "Sở Y tế", "Ban Tổ chức Thành ủy", "UBND xã Lai Khê")
    resolution = resolve_agencies([source], load_lexicon())
    found = {agency.name: (agency.kind, agency.level, agency.parent) for agency in resolution.agencies}
    assert found["Sở Y tế"] == ("government", "province", "Ủy ban nhân dân thành phố Hải Phòng")
    assert found["Ban Tổ chức Thành ủy Hải Phòng"] == ("party", "province", "Thành ủy Hải Phòng")
    assert found["Ủy ban nhân dân xã Lai Khê"] == ("government", "commune", "Ủy ban nhân dân thành phố Hải Phòng")


def test_all_printed_forms_are_aliases() -> None:
    resolution = resolve_agencies(
        [_source("a.txt", "UBND thành phố Hải Phòng", "UBND TP", "Uỷ ban nhân dân thành phố")], load_lexicon()
    )
    body = next(agency for agency in resolution.agencies if agency.name == "Ủy ban nhân dân thành phố Hải Phòng")
    assert body.aliases == ("UBND TP", "UBND thành phố Hải Phòng", "Uỷ ban nhân dân thành phố")
