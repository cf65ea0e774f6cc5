"""`vanmach rebuild --adapt`: the workspace's model fitted to its passages, kept in the workspace where held-out pairs gain."""

from __future__ import annotations

import importlib.util

from embeddings.adaptation import Adaptation, adapt
from embeddings.encoder import StaticEncoder
from embeddings.protocols import Encoder
from embeddings.stored import FILE, StoredEntries
from graph.errors import VanmachError
from search_api.encoders import ADAPTED, base_encoder, keep_adapted, remove
from search_api.service import Service


class CannotAdapt(VanmachError):
    """The model is of a kind that is not fitted here, or what fitting needs is not installed."""

    code = "cannot_adapt"


def adapted(service: Service) -> tuple[Encoder, Adaptation]:
    """The model to rebuild with and what fitting brought. It always starts from the settings' own model, so that it never drifts.

    Raises CannotAdapt.
    """
    base = base_encoder(service.settings)
    if not isinstance(base, StaticEncoder):
        raise CannotAdapt("Chỉ mô hình tĩnh (như mô hình kèm theo) mới thích ứng được với kho dữ liệu.")
    if importlib.util.find_spec("torch") is None:
        raise CannotAdapt("Thích ứng mô hình cần gói bổ sung: pip install 'vanmach[models]'.")
    with service.snapshot() as snapshot:
        stored = StoredEntries(snapshot.index_folder / FILE)
        entries = [entry for _, entry in stored.starting_with("p:")]
        stored.close()
    made = service.settings.folder / ADAPTED.with_name(f"{ADAPTED.name}.new")
    remove(made)
    outcome = adapt(base, entries, made)
    if outcome.kept:
        return keep_adapted(made, base, service.settings), outcome
    return service.encoder, outcome
