"""Tasks by document, agency, time and description."""
