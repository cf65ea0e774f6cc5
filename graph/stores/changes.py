"""What turns a store's graph into another one, told by hashes alone: no record of the store is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from graph.store import Changes, Edge, GraphData
from graph.stores.codec import edge_hash, evidence_text, node_hash, properties_text

if TYPE_CHECKING:
    from graph.stores.content import Identity
    from graph.stores.embedded_content import EmbeddedContent


def changes_to(content: EmbeddedContent, new: GraphData, generation: int, within: Collection[str] | None = None) -> Changes:
    """The changes that make `new` of what the store holds.

    `within`: ids of the nodes that `new` tells of, the gone ones too, with all edges that leave them; every other node, and the
    edges that leave it, stay as they are, and only what the ids name is looked up. None: `new` is the whole graph.
    """
    nodes, edges = dict(content.hashes_of_nodes(within)), dict(content.hashes_of_edges(within))
    put_nodes = [node for node in new.nodes if nodes.pop(node.id, None) != node_hash(node, properties_text(node))]
    put_edges = [edge for edge in new.edges if edges.pop(_identity(edge), None) != edge_hash(edge, evidence_text(edge))]
    return Changes(generation, tuple(put_nodes), tuple(put_edges), tuple(sorted(nodes)), tuple(sorted(edges)))


def _identity(edge: Edge) -> Identity:
    return edge.source, edge.type, edge.target, edge.role
