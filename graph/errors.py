"""What can go wrong, as one small tree.

VanmachError
├── ReadError              a file cannot be read as a document; it is set aside with the reason
├── WorkspaceError         the workspace is missing, of another version, or damaged
│   ├── WorkspaceLocked    another process is writing
│   └── DiskFull           there was no room to write; what was there before is still served
├── NotFound               a key, name or file that nothing here bears
├── AmbiguousKey           a short key that several documents bear (`candidates`)
├── BadCursorError         a `next` that no list of ours gave out
├── GraphUnavailable       the graph store does not answer
└── SettingsError          a setting that is unknown or unclear

Every message is Vietnamese and meant for the person at the screen.
"""

from __future__ import annotations


class VanmachError(Exception):
    """The base of all errors that a user may see. `code` and `status` are those of the HTTP error shape."""

    code = "error"
    status = 500


class ReadError(VanmachError):
    code = "unreadable"
    status = 422


class WorkspaceError(VanmachError):
    code = "workspace"
    status = 500


class WorkspaceLocked(WorkspaceError):
    code = "workspace_locked"
    status = 423


class DiskFull(WorkspaceError):
    code = "disk_full"
    status = 507


class NotFound(VanmachError):
    code = "not_found"
    status = 404


class AmbiguousKey(VanmachError):
    code = "ambiguous_key"
    status = 409

    def __init__(self, message: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class BadCursorError(VanmachError, ValueError):
    code = "bad_cursor"
    status = 422

    def __init__(self, cursor: str) -> None:
        super().__init__(f"Dấu trang “{cursor}” không đúng.")


class GraphUnavailable(VanmachError):
    code = "graph_unavailable"
    status = 503


class SettingsError(VanmachError):
    code = "settings"
    status = 500
