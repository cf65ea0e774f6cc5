"""The indicators of a document: tables first, then prose."""

from __future__ import annotations

from graph.extraction import FoundIndicator, Header
from ingest.extract.indicators.prose import indicators_in_prose
from ingest.extract.indicators.tables import indicators_in_sheet, is_indicator_sheet
from ingest.extract.projects.tables import is_project_sheet
from ingest.extract.sheets import find_sheets
from ingest.layout.records import Layout


def find_indicators(layout: Layout, header: Header) -> tuple[FoundIndicator, ...]:
    """All indicators of a document in the order in which they stand."""
    sheets = [sheet for sheet in find_sheets(layout) if is_indicator_sheet(sheet) and not is_project_sheet(sheet)]
    found = [indicator for sheet in sheets for indicator in indicators_in_sheet(sheet)]
    found += indicators_in_prose(layout, header)
    return tuple(sorted(found, key=lambda indicator: (indicator.evidence.start, indicator.evidence.end)))
