"""Numbered migrations of the server's schema: constraints and indexes, all before data."""

from __future__ import annotations

from importlib import resources

from graph.errors import GraphUnavailable
from graph.stores.neo4j_session import Sessions

_INDEX_WAIT = 300


def migrations() -> list[tuple[int, list[str]]]:
    """The statements of the files in `neo4j_migrations`, by number."""
    folder = resources.files("graph.stores") / "neo4j_migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".cypher")), key=lambda file: file.name)
    return [(int(file.name.split("_")[0]), statements(file.read_text("utf-8"))) for file in files]


def statements(text: str) -> list[str]:
    """The statements of a Cypher file, without its comment lines."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip(" ;\n")]


def migrate(sessions: Sessions) -> int:
    """Brings the schema to the newest version and waits for its indexes; returns the version.

    Each migration may be run again: one that was cut off is. Raises GraphUnavailable for a schema that a newer program made.
    """
    steps = migrations()
    newest = steps[-1][0]
    held = version(sessions)
    if held > newest:
        raise GraphUnavailable(f"Lược đồ Neo4j ở phiên bản {held}, mới hơn chương trình này ({newest}). Hãy nâng cấp chương trình.")
    for number, script in steps:
        if number > held:
            for statement in script:
                sessions.auto(statement.rstrip(";"))
            sessions.auto("MERGE (s:GraphState {name: 'schema'}) SET s.version = $number", number=number)
    if held < newest:
        sessions.auto("CALL db.awaitIndexes($seconds)", seconds=_INDEX_WAIT)
    return newest


def version(sessions: Sessions) -> int:
    """The number of the last migration that the server went through, 0 for none."""
    rows = sessions.auto("MATCH (s:GraphState {name: 'schema'}) RETURN s.version")
    return int(rows[0][0]) if rows else 0
