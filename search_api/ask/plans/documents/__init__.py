"""One document, its lineage, what changes it, and documents by issuer, type and period."""
