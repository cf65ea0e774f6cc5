"""What the server counts about itself, in a registry of its own so that several apps can live in one process."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Meters:
    """Requests by route and status, how long they took, and the generation being served."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("vanmach_requests", "Requests answered", ("route", "status"), registry=self.registry)
        self._seconds = Histogram("vanmach_request_seconds", "Time to answer", ("route",), buckets=BUCKETS, registry=self.registry)
        self.generation = Gauge("vanmach_generation", "Generation being served", registry=self.registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
