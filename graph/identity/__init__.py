"""Identity: which files, mentions and names are one document. The only step that sees the whole corpus; order never matters.

sources     which files are one document, and which of them supplies the text
home        where a document comes from and when: what its relative names are read against
numbers, types, titles, dates, bodies, wording   what is compared, and how
facets      what each document says of each numbered one
clusters    what speaks for and against one document
numbered    mentions of one number -> documents
short       "Nghị quyết 71"
names, named    unnumbered names -> documents, and the numbered documents that take over
back        "Nghị quyết này", "nêu trên"
identify    all of this in its order
describe    number, date, title, issuer and key of every document
assemble    the corpus: all records with final keys
"""

from graph.identity.assemble import resolve

__all__ = ["resolve"]
