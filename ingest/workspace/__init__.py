"""The workspace: what was given (database, truth), what is served (snapshot, generations), and who may write (lock)."""

from ingest.workspace.snapshot import Snapshot
from ingest.workspace.workspace import Workspace

__all__ = ["Snapshot", "Workspace"]
