"""What is asked of a snapshot, once for the HTTP calls, the pages, the exports and the command line.

listing (pages of items) -> agencies -> documents -> lineage -> tasks -> projects, indicators, findings
"""
