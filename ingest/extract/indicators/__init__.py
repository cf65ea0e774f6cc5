"""Indicators: rows of scenario tables and figures in prose; figures of one document that disagree.

tables     rows with a name, a unit, a period and figures under headings
prose      "... ước tăng 12,78% so với cùng kỳ (kế hoạch 20%)"
subjects   what a sentence's figures are about, and of which time
sums       totals that their own parts miss
conflicts  the same figure printed twice and differently; milestones that differ; plans missed
"""

from ingest.extract.indicators.conflicts import find_figure_conflicts
from ingest.extract.indicators.find import find_indicators

__all__ = ["find_figure_conflicts", "find_indicators"]
