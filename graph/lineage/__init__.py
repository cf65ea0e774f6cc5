"""Lineage as pure functions of the graph that a store hands out (`GraphStore.subgraph`), the same for every store.

walk      what a document carries out (up) and what carries it out (down), with hops and the shortest chains between
standing  what stood in force on a day
breaks    where a chain is broken
shapes    circles, and documents that are reached on several ways
"""

from graph.lineage.breaks import Break, find_breaks
from graph.lineage.shapes import find_circles, find_diamonds
from graph.lineage.standing import Ending, endings
from graph.lineage.walk import ENDING, FOLLOWED, Walk, walk_down, walk_up

__all__ = [
    "ENDING",
    "FOLLOWED",
    "Break",
    "Ending",
    "Walk",
    "endings",
    "find_breaks",
    "find_circles",
    "find_diamonds",
    "walk_down",
    "walk_up",
]
