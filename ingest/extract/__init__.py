"""Step 2, what one document says: document (all of it) <- header, citations, relations, agencies, tasks, projects, indicators."""
