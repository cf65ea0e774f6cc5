"""Other models: another encoder by folder re-encodes in the background and switches at once; adaptation; the reranker."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.encoder import StaticEncoder, load_encoder, model_folder
from embeddings.lexical import Conditions
from embeddings.static_files import write_model
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.adapting import CannotAdapt, adapted
from search_api.encoders import ADAPTED, encoder_named, encoder_of, keep_adapted
from search_api.search.engine import SearchEngine
from search_api.search.features import NAMES
from search_api.search.records import SearchQuery
from search_api.search.reranker import RERANKED
from search_api.service import Service
from search_api.settings import Settings
from tests.unit.search_material import PLAN, build
from vietnamese.syllables import syllables

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
HAS_MODELS = importlib.util.find_spec("sentence_transformers") is not None
needs_models = pytest.mark.skipif(not HAS_MODELS, reason="the extra vanmach[models] is not installed")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    ingest(Workspace.open(tmp_path / "kho", create=True), sorted(SAMPLE.iterdir())[:3], load_encoder(None))
    return tmp_path / "kho"


def small_static(folder: Path, seed: int, dimensions: int = 16) -> Path:
    words = sorted({word for path in sorted(SAMPLE.glob("*.txt"))[:3] for word in syllables(path.read_text("utf-8"))})
    weights = np.random.default_rng(seed).normal(size=(len(words) + 1, dimensions)).astype(np.float32)
    weights[0] = 0
    write_model(folder, {"[UNK]": 0, **{word: i for i, word in enumerate(words, 1)}}, weights, "[UNK]")
    return folder


def test_another_model_is_followed_in_the_background(workspace: Path, tmp_path: Path) -> None:
    service = Service(Settings(workspace=str(workspace), encoder=str(small_static(tmp_path / "nho", 1))))
    query = SearchQuery("giải ngân vốn đầu tư công")
    with service.reading() as before:
        generation, old = before.snapshot.generation, before.engine
        assert old.encoder.name == load_encoder(None).name
        first = old.search(query).hits[0].key
        assert service.follow_model().wait(60)
        assert before.snapshot.model == old.encoder.name
        assert old.search(query).hits[0].key == first
    with service.reading() as after:
        assert after.snapshot.generation == generation + 1
        assert after.engine.encoder.name == after.snapshot.model == service.encoder.name
        assert after.engine.generation.exact_vectors.dimensions == 16
        assert after.engine.search(query).hits
    assert service.follow_model().wait(60)
    assert service.workspace.generation() == generation + 1
    service.close()


def test_a_model_that_is_gone_leaves_the_words(workspace: Path, tmp_path: Path) -> None:
    lost = small_static(tmp_path / "mat", 2, load_encoder(None).dimensions)
    ingest(Workspace.open(workspace), (), load_encoder(str(lost)))
    service = Service(Settings(workspace=str(workspace)))
    assert encoder_named(load_encoder(str(lost)).name, service.settings, service.encoder) is None
    with service.reading() as reading:
        pool = reading.engine.pool(reading.engine.read("giải ngân vốn đầu tư công"), Conditions())
        assert reading.engine.search(SearchQuery("giải ngân vốn đầu tư công")).hits
        assert not pool.scored[0].features[:, NAMES.index("cosine")].any()
    service.close()


def test_an_adapted_model_belongs_to_the_one_it_was_made_of(tmp_path: Path) -> None:
    settings = Settings(workspace=str(tmp_path))
    base = load_encoder(None)
    kept = keep_adapted(small_static(tmp_path / "models" / "adapted.new", 3), base, settings)
    assert encoder_of(settings).name == kept.name
    other = Settings(workspace=str(tmp_path), encoder=str(small_static(tmp_path / "khac", 4)))
    assert encoder_of(other).name == load_encoder(str(tmp_path / "khac")).name
    again = keep_adapted(small_static(tmp_path / "models" / "adapted.new", 5), base, settings)
    assert encoder_of(settings).name == again.name != kept.name
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == [ADAPTED.name]


@needs_models
def test_adapting_a_small_workspace_keeps_the_model(workspace: Path) -> None:
    service = Service(Settings(workspace=str(workspace)))
    encoder, outcome = adapted(service)
    assert (encoder.name, outcome.kept) == (load_encoder(None).name, False)
    assert not (workspace / ADAPTED).exists()
    service.close()


def transformer(folder: Path) -> Path:
    """A transformer of one layer with random weights, as sentence-transformers saves it."""
    import torch
    from sentence_transformers import SentenceTransformer, models
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(3)
    words = ["[PAD]", "[UNK]", *sorted({w for path in SAMPLE.glob("*.txt") for w in path.read_text("utf-8").lower().split()})]
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(folder / "bert")
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=512, **size)).save_pretrained(folder / "bert")
    layers = models.Transformer(str(folder / "bert"), max_seq_length=64)
    SentenceTransformer(modules=[layers, models.Pooling(16)]).save(str(folder / "model"))
    return folder / "model"


@needs_models
@pytest.mark.models
@pytest.mark.filterwarnings("ignore")
def test_a_transformer_by_folder_with_its_prefixes(workspace: Path, tmp_path: Path) -> None:
    folder = transformer(tmp_path)
    settings = Settings(workspace=str(workspace), encoder=str(folder), query_prefix="thành phố ", passage_prefix="nghị quyết ")
    service = Service(settings)
    assert service.follow_model().wait(120)
    with service.reading() as reading:
        encoder = reading.engine.encoder
        assert not isinstance(encoder, StaticEncoder)
        assert encoder.name == reading.snapshot.model == f"{folder}|nghị quyết "
        assert reading.engine.generation.exact_vectors.dimensions == 16
        asked, held = encoder.encode_queries(["vốn đầu tư"]), encoder.encode_passages(["vốn đầu tư"])
        assert not np.allclose(asked, held)
        assert reading.engine.search(SearchQuery("giải ngân vốn đầu tư công")).hits
    service.close()


def test_other_kinds_of_models_are_not_adapted(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(Settings(workspace=str(workspace)))
    monkeypatch.setattr("search_api.adapting.base_encoder", lambda settings: object())
    with pytest.raises(CannotAdapt):
        adapted(service)
    service.close()


class Shortest:
    """Reads again and prefers short texts."""

    def scores(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        assert len(texts) <= RERANKED
        return [-float(len(text)) for text in texts]


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[tuple[SearchEngine, SearchEngine]]:
    plain = build(tmp_path / "g")
    yield plain, SearchEngine(plain.generation, plain.encoder, reranker=Shortest())
    plain.close()


def test_a_reranker_orders_the_first_places_whatever_the_page(engines: tuple[SearchEngine, SearchEngine]) -> None:
    plain, reranking = engines
    q = "kế hoạch tiến độ các dự án"
    whole = [hit.key for hit in reranking.search(SearchQuery(q, size=100)).hits]
    before = [hit.key for hit in plain.search(SearchQuery(q, size=100)).hits]
    assert sorted(whole) == sorted(before)
    assert whole != before
    paged = [hit.key for page in range(1, 8) for hit in reranking.search(SearchQuery(q, page=page, size=3)).hits]
    assert paged == whole[: len(paged)]


def test_what_is_named_outright_stays_before_what_is_read_again(engines: tuple[SearchEngine, SearchEngine]) -> None:
    answers: list[Any] = [engine.search(SearchQuery("118/KH-UBND")) for engine in engines]
    assert [answer.hits[0].key for answer in answers] == [PLAN, PLAN]


def test_the_shipped_model_is_where_it_is_expected() -> None:
    assert load_encoder(str(model_folder("vanmach-static"))).name == load_encoder(None).name
