"""Recognising what a question names: periods -> amounts -> document numbers -> agencies -> titles, projects, indicators, places."""
