"""How a Neo4j server is reached: the values of the settings `neo4j_*`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """Where the server is and how long to wait for it.

    `uri`: `neo4j://` (routing, also for a cluster) or `bolt://` (this one server), with `+s` or `+ssc` for TLS. `encrypted` asks
    for TLS without a scheme that says so. `trust`: the path of a file of certificate authorities (PEM), "all" (self-signed too) or
    "" (those of the system). Times in seconds: `timeout` of a query, `connect_timeout` of a connection, `retry` how long a
    transaction is tried again after an error that passes (a restart, a deadlock, a new leader).
    """

    uri: str = "neo4j://127.0.0.1:7687"
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"
    encrypted: bool = False
    trust: str = ""
    timeout: float = 10.0
    connect_timeout: float = 5.0
    retry: float = 5.0
