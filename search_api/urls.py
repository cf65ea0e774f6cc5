"""Every address of the service, built in one place that knows the base path."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

Query = Mapping[str, object]
API = "/api/v1"


def quoted(key: str) -> str:
    """A key as one percent-encoded path segment; `/`, `#` and `?` inside it too."""
    return quote(key, safe="@:,()")


class Urls:
    """Addresses of pages and calls below `base` ("" or "/something")."""

    def __init__(self, base: str = "") -> None:
        self.base = base

    def page(self, path: str, **query: object) -> str:
        """The address of `path` (with its leading slash); empty values are left out of the query, lists repeat their name."""
        pairs: list[tuple[str, str]] = []
        for name, value in query.items():
            for item in value if isinstance(value, (list, tuple)) else (value,):
                if item is not None and item not in ("", False):
                    pairs.append((name.rstrip("_"), "true" if item is True else str(item)))
        return f"{self.base}{path}" + (f"?{urlencode(pairs, quote_via=quote)}" if pairs else "")

    def home(self) -> str:
        return f"{self.base}/"

    def search(self, q: str = "", **query: object) -> str:
        return self.page("/", q=q, **query)

    def ask(self, q: str = "", **query: object) -> str:
        return self.page("/hoi-dap", q=q, **query)

    def document(self, key: str, start: int | None = None, end: int | None = None) -> str:
        """A document's page; with offsets the place is marked and scrolled to, with JavaScript or without."""
        address = self.page(f"/van-ban/{quoted(key)}", tu=start, den=end)
        return address + ("#cho-nay" if start is not None else "")

    def lineage(self, key: str, form: str, **query: object) -> str:
        return self.page(f"/luoc-do/{quoted(key)}.{form}", **query)

    def documents(self, **query: object) -> str:
        return self.page("/van-ban", **query)

    def tasks(self, **query: object) -> str:
        return self.page("/nhiem-vu", **query)

    def tasks_file(self, form: str, **query: object) -> str:
        return self.page(f"/nhiem-vu.{form}", **query)

    def agencies(self, **query: object) -> str:
        return self.page("/co-quan", **query)

    def agency(self, name: str) -> str:
        return self.page(f"/co-quan/{quoted(name)}")

    def projects(self, **query: object) -> str:
        return self.page("/du-an", **query)

    def project(self, id: str) -> str:
        return self.page(f"/du-an/{quoted(id)}")

    def indicators(self, **query: object) -> str:
        return self.page("/chi-tieu", **query)

    def findings(self, **query: object) -> str:
        return self.page("/ra-soat", **query)

    def static(self, name: str, version: str) -> str:
        return self.page(f"/static/{name}", v=version)

    def api(self, path: str, **query: object) -> str:
        return self.page(API + path, **query)
