-- Files as they were given, and what was made of them. `path` is absolute; `name` is how the export calls it.
CREATE TABLE sources (
  path TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  root TEXT,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX sources_by_sha ON sources (sha256);

CREATE TABLE roots (path TEXT PRIMARY KEY) STRICT;

-- One row for each distinct content: the delivered text and the extraction, both as JSON, with the versions that made them.
CREATE TABLE contents (
  sha256 TEXT PRIMARY KEY,
  source_text BLOB NOT NULL,
  text_sha256 TEXT NOT NULL,
  extraction BLOB,
  extracted_by TEXT
) STRICT;

-- Passage vectors by model and text, float16; kept while any generation's passages need them.
CREATE TABLE vectors (
  model TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (model, text_sha256)
) STRICT, WITHOUT ROWID;

-- What the current generation says, beside the graph's own tables.
CREATE TABLE held (
  document TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE records (
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  document TEXT,
  about TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_document ON records (kind, document, position);
CREATE INDEX records_by_subject ON records (kind, about, position);

CREATE TABLE names (
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (name, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  folder TEXT NOT NULL,
  made_from TEXT NOT NULL,
  encoder TEXT NOT NULL,
  counts TEXT NOT NULL
) STRICT;

CREATE TABLE current (one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL REFERENCES generations (id)) STRICT;
