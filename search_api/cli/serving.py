"""`vanmach serve`: a free port, the address in one clear line, then uvicorn until it is stopped."""

from __future__ import annotations

import errno
import os
import socket

from rich.text import Text

from graph.errors import VanmachError
from search_api.cli.console import err, out
from search_api.cli.opening import settings_of

TRIED = 100
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""Read by numpy and FAISS when they are loaded: a query is too short to be shared out among threads."""


class NoAddressError(VanmachError):
    """No socket can be opened where the server should listen."""

    code = "no_address"


def serve_workspace(workspace: str | None, host: str | None, port: int | None, base_path: str | None) -> None:
    """Serves until interrupted. Raises WorkspaceError (a graph of another version too) or NoAddressError first."""
    settings = settings_of(workspace, host=host, port=port, base_path=base_path)
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    import uvicorn

    from search_api.app import create_app
    from search_api.warming import start_warming

    app = create_app(settings)
    with app.state.service.snapshot():
        pass  # a workspace that cannot be read is told here, not to each visitor
    listener = listen(settings.host, settings.port)
    taken = listener.getsockname()[1]
    if settings.port and taken != settings.port:
        err().print(Text(f"Cổng {settings.port} đang có chương trình khác dùng; máy chủ lấy cổng {taken}.", style="yellow"))
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    out().print(Text(f"Vănmạch đang chạy tại http://{shown}:{taken}{settings.base_path}/ (dừng: Ctrl+C)", style="bold"))
    level = "info" if settings.access_log else "warning"
    server = uvicorn.Server(uvicorn.Config(app, log_level=level, access_log=settings.access_log, server_header=False))
    start_warming(app.state.service)
    server.run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket at the port or, where it is taken, at the next free one (port 0: any free one)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + TRIED, 65536)) if port else (0,):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise NoAddressError(f"Không mở được địa chỉ {host}:{candidate}: {error.strerror}.") from error
        else:
            return listener
    raise NoAddressError(f"Không còn cổng trống từ {port} đến {port + TRIED - 1} tại {host}.")
