"""`/healthz`, `/readyz`, `/metrics`: at the root and below `/api/v1`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from graph.errors import NotFound
from search_api.routes.common import PROBLEMS, ServiceOf
from search_api.routes.models import Ready

router = APIRouter(tags=["Vận hành"])


@router.get("/healthz", summary="Máy chủ còn sống")
def healthz() -> dict[str, bool]:
    return {"ok": True}


@router.get("/readyz", response_model=Ready, responses={503: PROBLEMS[503]}, summary="Sẵn sàng trả lời: thế hệ, số lượng, mô hình")
def readyz(service: ServiceOf) -> dict[str, Any]:
    with service.reading() as reading:
        status = reading.snapshot.status()
    return {"ok": True, "generation": status["generation"], "counts": status["counts"], "model": status["encoder"]}


@router.get("/metrics", response_class=Response, summary="Số liệu cho Prometheus")
def metrics(service: ServiceOf) -> Response:
    if not service.settings.metrics:
        raise NotFound("Số liệu vận hành đang tắt (cài đặt “metrics”).")
    service.meters.generation.set(service.workspace.generation())
    return Response(generate_latest(service.meters.registry), media_type=CONTENT_TYPE_LATEST)
