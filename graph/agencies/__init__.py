"""Agencies: reading their names, and making one node of all the forms in which one agency is printed.

gazetteer   the lists of data/gazetteers
words, trie what names are compared by
names, places, groups, opened, lexicon   the grammar of names
canonical, context   what a name means in its document
describe    what the gazetteer knows of it
resolve     all documents' names -> agencies
"""

from graph.agencies.lexicon import AgencyLexicon, load_lexicon
from graph.agencies.names import AgencyName
from graph.agencies.resolve import AgencyResolution, resolve_agencies

__all__ = ["AgencyLexicon", "AgencyName", "AgencyResolution", "load_lexicon", "resolve_agencies"]
