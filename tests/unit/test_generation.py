"""A generation on disk: complete, checked, opened cold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings import postings, reuse
from embeddings.encoder import load_encoder
from embeddings.generation import DamagedIndexError, Generation, check_index, read_manifest, write_index
from embeddings.lexical import Conditions, Weighted
from embeddings.protocols import Entry
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchQuery
from tests.unit.search_material import PLAN, entries

ENTRIES = entries()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    encoder = load_encoder()
    write_index(tmp_path / "1", ENTRIES, encoder.encode_passages([one.text for one in ENTRIES]), None)
    return tmp_path / "1"


def test_the_manifest_lists_every_file_with_its_checksum(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest["entries"] == len(ENTRIES)
    listed = set(manifest["files"])
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".tantivy")}
    assert listed == there - {"manifest.json"}
    assert check_index(folder) == []


def test_a_changed_file_is_noticed(folder: Path) -> None:
    target = folder / "tokens.npy"
    content = bytearray(target.read_bytes())
    content[-1] ^= 1
    target.write_bytes(content)
    assert check_index(folder) == ["tokens.npy"]


@pytest.mark.parametrize("content", [None, "{", json.dumps({"format": 0})])
def test_without_a_sound_manifest_nothing_opens(folder: Path, content: str | None) -> None:
    (folder / "manifest.json").unlink()
    if content is not None:
        (folder / "manifest.json").write_text(content)
    with pytest.raises(DamagedIndexError):
        Generation(folder)


def test_entries_come_back_as_they_went_in(folder: Path) -> None:
    generation = Generation(folder)
    row = generation.entries.row_of(f"p:{PLAN}/p2")
    assert row is not None
    read = generation.entries.rows([row])[row]
    written = next(one for one in ENTRIES if one.id == read.id)
    assert (read.text, read.section, read.start, read.end, read.document) == (
        written.text,
        written.section,
        written.start,
        written.end,
        written.document,
    )
    assert read.facets["type"] == "Kế hoạch"
    assert generation.entries.row_of("nothing") is None


def test_rows_agree_in_all_indexes(folder: Path) -> None:
    generation = Generation(folder)
    row = generation.entries.row_of(f"p:{PLAN}/p3")
    conditions = Conditions({"document": (PLAN,), "kind": ("passage",)})
    assert row in generation.lexical.rows_where(conditions, 50)
    assert np.flatnonzero(generation.columns.mask(conditions)).tolist() == generation.lexical.rows_where(conditions, 50).tolist()
    vector = load_encoder().encode_queries([ENTRIES[row].text])[0]
    assert generation.vectors.search(vector, 1).rows.tolist() == [row]
    forward = generation.forward
    words = [forward.vocabulary[number] for number in forward.tokens[forward.bounds[row] : forward.bounds[row + 1]]]
    assert words[:3] == ["iii", "y", "tế"]


def test_postings_say_who_holds_what(folder: Path) -> None:
    generation = Generation(folder)
    forward = generation.forward
    for word in ("tư", "xã", "đường", "118"):
        number = forward.numbers[word]
        holding = [
            row for row in range(forward.count) if number in forward.tokens[forward.bounds[row] : forward.bounds[row + 1]].tolist()
        ]
        assert generation.postings.rows(number).tolist() == holding
        assert forward.frequencies[number] == len(holding)


def test_rows_that_hold_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "CHUNK", 2)
    tokens, bounds = np.array([0, 1, 1, 0, 2, 1, 2, 2], np.uint32), np.array([0, 3, 5, 6, 8])
    assert postings.write_postings(tmp_path, tokens, bounds, 3).tolist() == [2, 2, 2]
    read = postings.Postings(tmp_path, 4)
    assert [read.rows(number).tolist() for number in range(3)] == [[0, 1], [0, 2], [1, 3]]
    assert read.holding([(0, 2.0), (1, 1.0), (2, 1.0)], 0.5).tolist() == [0, 1]
    assert read.holding([(0, 1.0), (None, 1.0)], 0.5).tolist() == [0, 1]
    assert read.holding([(None, 1.0)], 0.5).tolist() == []
    assert read.holding([], 0.5).tolist() == []


def test_passages_of_one_section_form_a_group(tmp_path: Path) -> None:
    made = [Entry(f"p:{i}", "passage", "d", (section,), section, "chữ", i, i + 1, {}) for i, section in enumerate(("A", "A", "B"))]
    write_index(tmp_path / "g", made, np.ones((3, 4), np.float32), None)
    assert Generation(tmp_path / "g").forward.groups.tolist() == [0, 0, 1]


def test_added_entries_join_the_segments_of_the_generation_before(tmp_path: Path) -> None:
    encoder = load_encoder()

    def write(name: str, made: list[Entry], before: str | None) -> Generation:
        made = sorted(made, key=lambda one: one.id)
        write_index(
            tmp_path / name, made, encoder.encode_passages([one.text for one in made]), tmp_path / before if before else None
        )
        return Generation(tmp_path / name)

    some = ENTRIES[::2]
    first = write("1", some, None)
    grown, fresh = write("2", ENTRIES, "1"), write("fresh", ENTRIES, None)
    segments = {path.name for path in (tmp_path / "1" / "lexical").iterdir() if path.suffix == ".idx"}
    assert segments <= {path.name for path in (tmp_path / "2" / "lexical").iterdir()}
    assert check_index(tmp_path / "1") == check_index(tmp_path / "2") == []
    terms = [Weighted(word, 1.0) for word in ("nhà", "ở", "xã", "hội", "tiến", "độ")]
    found, expected = grown.lexical.search(terms, 20), fresh.lexical.search(terms, 20)
    assert found[0].tolist() == expected[0].tolist()
    assert found[1].tolist() == pytest.approx(expected[1].tolist())
    assert first.lexical.count == len(some)


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_where_an_entry_goes_or_changes_the_index_is_made_anew(tmp_path: Path, change: str) -> None:
    encoder = load_encoder()
    vectors = encoder.encode_passages([one.text for one in ENTRIES])
    write_index(tmp_path / "1", ENTRIES, vectors, None)
    after = ENTRIES[1:] if change == "gone" else [replace(ENTRIES[0], text="đổi khác hẳn"), *ENTRIES[1:]]
    write_index(tmp_path / "2", after, vectors[len(ENTRIES) - len(after) :], tmp_path / "1")
    generation = Generation(tmp_path / "2")
    assert generation.lexical.count == len(after)
    segments = [{p.name for p in (tmp_path / name / "lexical").iterdir() if p.suffix == ".idx"} for name in ("1", "2")]
    assert not segments[0] & segments[1]
    if change == "changed":
        assert generation.lexical.search([Weighted("hẳn", 1.0)], 5)[0].tolist() == [0]


def test_a_large_index_keeps_its_segments_and_ranks_as_if_it_had_never_held_what_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse, "LARGE", 0)
    monkeypatch.setattr(reuse, "MOST_DEAD", 1.0)
    encoder = load_encoder()

    def write(name: str, made: list[Entry], before: str | None) -> Generation:
        vectors = encoder.encode_passages([one.text for one in made])
        write_index(tmp_path / name, made, vectors, tmp_path / before if before else None)
        return Generation(tmp_path / name)

    write("1", [*ENTRIES[:-1], replace(ENTRIES[-1], text="kỳ lạ khác hẳn")], None)
    after = [replace(ENTRIES[1], text="nhà ở xã hội đổi khác"), *ENTRIES[2:]]
    grown, fresh = write("2", after, "1"), write("fresh", after, None)
    segments = [{p.name for p in (tmp_path / name / "lexical").iterdir() if p.suffix == ".idx"} for name in ("1", "2")]
    assert segments[0] & segments[1]
    assert check_index(tmp_path / "1") == check_index(tmp_path / "2") == []
    assert grown.lexical.count == len(after)
    assert sorted(grown.forward.vocabulary) == sorted(fresh.forward.vocabulary)
    assert "lạ" not in grown.forward.numbers
    assert [grown.forward.words(row) for row in range(len(after))] == [fresh.forward.words(row) for row in range(len(after))]
    for question in ("nhà ở xã hội", "tiến độ giải ngân", "kỳ lạ khác hẳn"):
        hits = [
            [(hit.key, round(hit.score, 6)) for hit in SearchEngine(one, encoder).search(SearchQuery(question)).hits]
            for one in (grown, fresh)
        ]
        assert hits[0] == hits[1]


def test_an_empty_generation_opens(tmp_path: Path) -> None:
    write_index(tmp_path / "e", [], np.zeros((0, 8), np.float32), None)
    assert Generation(tmp_path / "e").count == 0


def test_vectors_must_fit_the_entries(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="vectors"):
        write_index(tmp_path / "x", ENTRIES, np.zeros((1, 8), np.float32), None)
