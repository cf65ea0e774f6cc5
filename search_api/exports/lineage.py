"""A lineage (`{key, nodes, edges, truncated}`) as JSON, SVG, Mermaid, GraphML or Cypher. Equal lineages give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from search_api import labels
from search_api.exports.lineage_svg import as_svg
from search_api.urls import Urls

Lineage = Mapping[str, Any]
FORMS: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "mermaid": "text/plain; charset=utf-8",
    "graphml": "application/xml",
    "cypher": "text/plain; charset=utf-8",
    "json": "application/json",
}
SHORT = 60


def lineage_file(lineage: Lineage, form: str, urls: Urls | None = None) -> str:
    """The lineage in one of `FORMS`; the boxes of an SVG link to the pages where `urls` says where these live."""
    if form == "svg":
        return as_svg(lineage, urls)
    writers: Mapping[str, Callable[[Lineage], str]] = {
        "json": as_json,
        "mermaid": as_mermaid,
        "graphml": as_graphml,
        "cypher": as_cypher,
    }
    return writers[form](lineage)


def as_json(lineage: Lineage) -> str:
    return json.dumps(lineage, ensure_ascii=False, indent=1) + "\n"


def caption(node: Mapping[str, Any]) -> str:
    """What stands in a node's box: type and number, a title, or a task's first words."""
    if node["kind"] == "task":
        text = f"{node['ordinal']}. {node['text']}" if node["ordinal"] else str(node["text"])
        return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"
    if node["number"]:
        return f"{node['type'] or 'Văn bản'} {node['number']}"
    return labels.short_name(node["key"])


def as_mermaid(lineage: Lineage) -> str:
    """A flowchart from what is carried out (top) to what carries it out (bottom)."""
    ids = {node["key"]: f"n{position}" for position, node in enumerate(lineage["nodes"])}
    lines = ["flowchart BT"]
    for node in lineage["nodes"]:
        text = caption(node).replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
        date = labels.day(node.get("date"))
        shape = ("([", "])") if node["kind"] == "task" else ("[", "]")
        lines.append(f'  {ids[node["key"]]}{shape[0]}"{text}{f"<br/>{date}" if date else ""}"{shape[1]}')
    for edge in lineage["edges"]:
        lines.append(f"  {ids[edge['source']]} -->|{labels.RELATIONS[edge['type']][0]}| {ids[edge['target']]}")
    lines.append(f"  style {ids[lineage['key']]} stroke-width:3px")
    return "\n".join(lines) + "\n"


NODE_KEYS = (
    "kind",
    "hop",
    "direction",
    "number",
    "date",
    "type",
    "title",
    "issuer",
    "held",
    "document",
    "ordinal",
    "text",
    "deadline_raw",
)
KINDS = {"hop": "int", "held": "boolean"}


def as_graphml(lineage: Lineage) -> str:
    """GraphML as Gephi, yEd and networkx read it; the sentences stand on the edges."""
    keys = [f'<key id="{name}" for="node" attr.name="{name}" attr.type="{KINDS.get(name, "string")}"/>' for name in NODE_KEYS]
    keys += [
        f'<key id="e_{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
        for name, kind in (("type", "string"), ("hop", "int"), ("evidence", "string"))
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *keys,
        '<graph edgedefault="directed">',
    ]
    for node in lineage["nodes"]:
        lines.append(f"<node id={_attribute(node['key'])}>{''.join(_data(name, node.get(name)) for name in NODE_KEYS)}</node>")
    for edge in lineage["edges"]:
        evidence = " | ".join(piece["text"] for piece in edge["evidence"])
        data = _data("e_type", edge["type"]) + _data("e_hop", edge["hop"]) + _data("e_evidence", evidence)
        lines.append(f"<edge source={_attribute(edge['source'])} target={_attribute(edge['target'])}>{data}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>"]) + "\n"


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _data(name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<data key="{name}">{escape(_printable(text))}</data>'


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff"))


def as_cypher(lineage: Lineage) -> str:
    """Statements that build the same graph in Neo4j; running them twice changes nothing."""
    lines: list[str] = []
    for node in lineage["nodes"]:
        label = "Task" if node["kind"] == "task" else "Document"
        values = {name: node.get(name) for name in NODE_KEYS if name not in ("kind", "hop", "direction")}
        fields = ", ".join(f"n.{name} = {_literal(value)}" for name, value in values.items() if value not in (None, ""))
        lines.append(f"MERGE (n:{label} {{key: {_literal(node['key'])}}})" + (f" SET {fields};" if fields else ";"))
    lines += _cypher_edges(lineage)
    return "\n".join(lines) + "\n"


def _cypher_edges(lineage: Lineage) -> Iterator[str]:
    kinds = {node["key"]: "Task" if node["kind"] == "task" else "Document" for node in lineage["nodes"]}
    for edge in lineage["edges"]:
        evidence = json.dumps([piece["text"] for piece in edge["evidence"]], ensure_ascii=False)
        ends = ", ".join(
            f"({name}:{kinds[edge[end]]} {{key: {_literal(edge[end])}}})" for name, end in (("a", "source"), ("b", "target"))
        )
        yield f"MATCH {ends} MERGE (a)-[r:{edge['type'].upper()}]->(b) SET r.evidence = {evidence};"


def _literal(value: object) -> str:
    """A value as Cypher writes it: JSON's strings, numbers and booleans are Cypher's too."""
    return json.dumps(value, ensure_ascii=False)
