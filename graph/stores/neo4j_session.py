"""The one driver of a process: opened and verified once, its errors turned into ours, its bookmarks shared by all sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from graph.errors import GraphUnavailable, SettingsError
from graph.stores.neo4j_deadline import Deadline
from graph.stores.neo4j_settings import Neo4jSettings

T = TypeVar("T")
SCHEMES = ("bolt", "neo4j", "bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc")
Row = list[Any]
Run = Callable[..., list[Row]]
"""`run(query, **parameters)` inside a transaction: the rows, each a list of its values."""


class Sessions:
    """Transactions on one server, read or written, tried again while an error may pass."""

    def __init__(self, settings: Neo4jSettings, bookmarks: Iterable[str] = ()) -> None:
        """Connects and verifies; raises GraphUnavailable with the reason, SettingsError for settings that no driver takes."""
        if settings.uri.partition("://")[0] not in SCHEMES:
            raise SettingsError(
                f"Địa chỉ Neo4j “{settings.uri}” phải bắt đầu bằng {', '.join(SCHEMES[:2])} hoặc dạng +s, +ssc của chúng."
            )
        self.settings = settings
        self._deadline = Deadline()
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager(neo4j.Bookmarks.from_raw_values(bookmarks))
        with _errors(settings):
            self._driver = neo4j.GraphDatabase.driver(settings.uri, **_options(settings))
        try:
            with _errors(settings):
                self._driver.verify_connectivity()
            self.auto("RETURN 1")
        except BaseException:
            self._driver.close()
            raise

    def read(self, work: Callable[[Run], T], *, patient: bool = False) -> T:
        """The outcome of `work` in one read transaction; a `patient` one may take longer than the settings' timeout."""
        if patient:
            return self._managed("execute_read", work, None)
        settings = self.settings
        return self._deadline.run(
            lambda: self._managed("execute_read", work, settings.timeout), settings.timeout + settings.retry, _too_late(settings)
        )

    def write(self, work: Callable[[Run], T], *, timeout: float | None = None) -> T:
        """The outcome of `work` in one write transaction; `timeout` seconds, none by default: a load takes what it takes."""
        return self._managed("execute_write", work, timeout)

    def auto(self, query: str, **parameters: Any) -> list[Row]:
        """The rows of a query that needs a transaction of its own (schema)."""
        with _errors(self.settings), self._session() as session:
            return [list(record.values()) for record in session.run(query, parameters)]

    def bookmarks(self) -> tuple[str, ...]:
        """What another process hands to its own `Sessions` to read at least what this one wrote."""
        return tuple(sorted(neo4j.Bookmarks.from_raw_values(b for b in self._bookmarks.get_bookmarks()).raw_values))

    def close(self) -> None:
        self._driver.close()

    @contextmanager
    def _session(self) -> Iterator[neo4j.Session]:
        session = self._driver.session(database=self.settings.database, bookmark_manager=self._bookmarks)
        try:
            yield session
        finally:
            _let_go(session)

    def _managed(self, mode: str, work: Callable[[Run], T], timeout: float | None) -> T:
        @neo4j.unit_of_work(timeout=timeout)
        def unit(transaction: neo4j.ManagedTransaction) -> T:
            return work(lambda query, **parameters: [list(r.values()) for r in transaction.run(query, parameters)])

        with _errors(self.settings), self._session() as session:
            outcome: T = getattr(session, mode)(unit)
            return outcome


def _let_go(session: neo4j.Session) -> None:
    """Closes a session; where the connection broke while its transaction was rolled back, the second call only releases it."""
    for _ in range(2):
        with suppress(exceptions.Neo4jError, exceptions.DriverError, OSError):
            session.close()
            return


def _options(settings: Neo4jSettings) -> Mapping[str, Any]:
    options: dict[str, Any] = {
        "auth": (settings.user, settings.password),
        "connection_timeout": settings.connect_timeout,
        "connection_acquisition_timeout": settings.connect_timeout * 2,
        "max_transaction_retry_time": settings.retry,
        "initial_retry_delay": 0.2,
        "retry_delay_multiplier": 1.5,
        "notifications_min_severity": "OFF",
        "user_agent": "vanmach",
    }
    if settings.encrypted:
        options["encrypted"] = True
    if settings.trust == "all":
        options["trusted_certificates"] = neo4j.TrustAll()
    elif settings.trust:
        options["trusted_certificates"] = neo4j.TrustCustomCAs(settings.trust)
    return options


@contextmanager
def _errors(settings: Neo4jSettings) -> Iterator[None]:
    try:
        yield
    except exceptions.ConfigurationError as error:
        raise SettingsError(f"Cấu hình Neo4j không hợp lệ ({settings.uri}): {error}") from error
    except exceptions.AuthError as error:
        raise GraphUnavailable(f"Neo4j tại {settings.uri} từ chối người dùng “{settings.user}”: sai tên hoặc mật khẩu.") from error
    except exceptions.Neo4jError as error:
        raise _refused(settings, error) from error
    except (exceptions.DriverError, OSError) as error:
        raise GraphUnavailable(f"Máy chủ Neo4j tại {settings.uri} không trả lời. Hãy kiểm tra máy chủ đã chạy chưa.") from error


def _too_late(settings: Neo4jSettings) -> str:
    return f"Neo4j không trả lời kịp trong {settings.timeout:g} giây."


def _refused(settings: Neo4jSettings, error: exceptions.Neo4jError) -> Exception:
    code = error.code or ""
    if "TransactionTimedOut" in code or "LockClientStopped" in code or "Terminated" in code:
        return GraphUnavailable(_too_late(settings))
    if "CredentialsExpired" in code:
        return GraphUnavailable(f"Neo4j tại {settings.uri} đòi đổi mật khẩu ban đầu của “{settings.user}” trước khi dùng.")
    if "DatabaseNotFound" in code:
        return GraphUnavailable(f"Neo4j tại {settings.uri} không có cơ sở dữ liệu “{settings.database}”.")
    if "MemoryPool" in code or "OutOfMemory" in code:
        return GraphUnavailable("Neo4j hết bộ nhớ cho giao dịch này. Hãy tăng bộ nhớ của máy chủ.")
    if code.startswith("Neo.TransientError"):
        return GraphUnavailable(f"Neo4j tại {settings.uri} đang bận ({code}). Hãy thử lại.")
    if "ConstraintValidation" in code:
        return ValueError(f"Neo4j từ chối thay đổi: {error.message}")
    if "Database" in code and "Unavailable" in code:
        return GraphUnavailable(f"Cơ sở dữ liệu “{settings.database}” của Neo4j chưa sẵn sàng.")
    return error
