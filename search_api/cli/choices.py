"""The values that options choose from."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    text = "text"
    json = "json"
    svg = "svg"
    mermaid = "mermaid"
    graphml = "graphml"
    cypher = "cypher"


class Direction(StrEnum):
    up = "up"
    down = "down"
    both = "both"


class Kind(StrEnum):
    document = "document"
    passage = "passage"
    task = "task"
    project = "project"
    agency = "agency"


class State(StrEnum):
    open = "open"
    due = "due"
    overdue = "overdue"
    done = "done"


class Follower(StrEnum):
    """Stores that can follow the workspace's own graph."""

    neo4j = "neo4j"
