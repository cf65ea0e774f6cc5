"""Answers as files that offices use: workbook, CSV and calendar of tasks; the lược đồ as SVG, Mermaid, GraphML, Cypher."""
