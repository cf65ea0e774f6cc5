"""Everything that one document says, out of its laid-out text.

header -> citations -> relations -> agencies -> tasks -> projects -> indicators -> passages
"""

from __future__ import annotations

from graph.agencies import load_lexicon
from graph.extraction import Extraction
from ingest.extract.agencies import document_agencies
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.impossible_days import find_impossible_days
from ingest.extract.indicators import find_figure_conflicts, find_indicators
from ingest.extract.projects import find_projects
from ingest.extract.relations import find_relations
from ingest.extract.tasks import find_tasks
from ingest.layout import lay_out
from ingest.layout.passages import find_footnotes, find_passages
from ingest.readers.records import SourceText

__all__ = ["extract"]


def extract(source: SourceText) -> Extraction:
    """Everything found in one document, with offsets into `source.text`; a pure function that knows of no other document."""
    lexicon = load_lexicon()
    layout = lay_out(source)
    header = read_header(layout)
    citations = find_citations(layout, header)
    indicators = find_indicators(layout, header)
    return Extraction(
        header=header,
        passages=find_passages(layout),
        footnotes=find_footnotes(layout),
        citations=citations,
        relations=find_relations(layout, header, citations),
        tasks=find_tasks(layout, header, citations, lexicon),
        agencies=document_agencies(layout, header, lexicon),
        projects=find_projects(layout, header),
        indicators=indicators,
        findings=(*find_figure_conflicts(layout, indicators), *find_impossible_days(layout)),
    )
