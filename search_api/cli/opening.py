"""Opening what a command works on: settings, service, encoder."""

from __future__ import annotations

from pathlib import Path

from search_api.service import Service
from search_api.settings import Settings, Value, load_settings


def settings_of(workspace: str | None, **given: Value | None) -> Settings:
    """The settings for the workspace that `--workspace`, the environment or the default names."""
    return load_settings(Path(workspace) if workspace else None, None, **given)


def service_of(workspace: str | None) -> Service:
    """The service over the workspace. Raises WorkspaceError where there is none."""
    return Service(settings_of(workspace))
