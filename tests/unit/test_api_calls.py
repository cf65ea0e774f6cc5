"""The calls of the contract over a real workspace of four invented documents."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.settings import load_settings

RESOLUTION, PLAN, LETTER, REPORT = (
    "15-NQ/TU@2025-04-10",
    "118/KH-UBND@2025-05-15",
    "310/UBND-TH@2025-06-20",
    "77/BC-UBND@2025-11-02",
)
ABOVE = "45-NQ/TW@2025-03-12"


def get(client: TestClient, path: str, answer: int = 200, **query: Any) -> Any:
    response = client.get(f"/api/v1{path}", params=query)
    assert response.status_code == answer, response.text
    return response.json()


def address(key: str) -> str:
    return f"/documents/{quote(key, safe='')}"


@pytest.mark.parametrize("name", [PLAN, "118/KH-UBND", "118/KH-UBND@"])
def test_document_by_any_name(served: TestClient, name: str) -> None:
    found = get(served, address(name))
    assert (found["key"], found["type"], found["held"]) == (PLAN, "Kế hoạch", True)
    assert found["issuer"] == "Ủy ban nhân dân thành phố Hải Vân"
    assert found["counts"]["tasks"] == 3
    assert {"type": "implements", "direction": "out", "document": RESOLUTION}.items() <= found["relations"][0].items()


def test_key_with_a_hash_and_question_mark_reaches_the_route(served: TestClient) -> None:
    problem = get(served, address("09-QĐ/TU@2025-10-13#Quy định?"), 404)
    assert problem["code"] == "not_found"
    assert "09-QĐ/TU@2025-10-13#Quy định?" in problem["error"]


def test_lineage_down_reaches_the_tasks(served: TestClient) -> None:
    found = get(served, f"{address('15-NQ/TU')}/lineage", direction="down")
    hops = {node["key"]: node["hop"] for node in found["nodes"]}
    assert (hops[RESOLUTION], hops[PLAN], hops[LETTER]) == (0, 1, 2)
    assert sorted(node["hop"] for node in found["nodes"] if node["kind"] == "task") == [1, 1, 1, 2, 2, 2]
    assert REPORT not in hops
    assert found["truncated"] is False
    plan = next(edge for edge in found["edges"] if edge["source"] == PLAN)
    assert (plan["type"], plan["target"], plan["hop"]) == ("implements", RESOLUTION, 1)
    assert "15-NQ/TU" in plan["evidence"][0]["text"]


def test_lineage_up_and_depth(served: TestClient) -> None:
    keys = [node["key"] for node in get(served, f"{address(LETTER)}/lineage", direction="up")["nodes"]]
    assert keys == [LETTER, PLAN, RESOLUTION, ABOVE]
    keys = [node["key"] for node in get(served, f"{address(LETTER)}/lineage", direction="up", depth=1)["nodes"]]
    assert keys == [LETTER, PLAN]


def test_lineage_on_a_day_before_the_plan_existed(served: TestClient) -> None:
    found = get(served, f"{address(RESOLUTION)}/lineage", direction="down", on="2025-05-01")
    assert [node["key"] for node in found["nodes"]] == [RESOLUTION]


@pytest.mark.parametrize(
    "query, expected",
    [
        ({}, 6),
        ({"implements": "15-NQ/TU"}, 6),
        ({"implements": "15-NQ/TU", "direct": "true"}, 3),
        ({"implements": "118/KH-UBND"}, 3),
        ({"document": LETTER}, 3),
        ({"lead": "Sở Y tế"}, 1),
        ({"lead": "so y te"}, 1),
        ({"lead": "Sở Không Có"}, 0),
        ({"coordinate": "Sở Xây dựng"}, 1),
        ({"due_before": "2025-09-30"}, 2),
        ({"due_after": "2025-10-31"}, 2),
        ({"due_after": "2025-09-26", "due_before": "2025-10-31"}, 2),
        ({"overdue_on": "2025-10-01"}, 2),
        ({"overdue_on": "2025-09-25"}, 0),
        ({"status": "overdue", "as_of": "2025-11-01"}, 3),
        ({"status": "due", "as_of": "2025-09-20"}, 2),
        ({"status": "open", "as_of": "2025-09-20"}, 4),
        ({"status": "done"}, 0),
        ({"q": "tau ca"}, 1),
        ({"implements": "15-NQ/TU", "lead": "Sở Y tế", "status": "open", "as_of": "2025-06-01"}, 1),
    ],
)
def test_tasks_by_filter(served: TestClient, query: dict[str, str], expected: int) -> None:
    found = get(served, "/tasks", **query)
    assert found["total"] == expected
    assert len(found["items"]) == expected
    assert found["next"] is None


def test_tasks_say_the_day_and_the_way(served: TestClient) -> None:
    found = get(served, "/tasks", implements="15-NQ/TU", as_of="2025-10-10")
    assert found["as_of"] == "2025-10-10"
    assert [item["direct"] for item in found["items"]] == [True] * 3 + [False] * 3
    assert [item["via"] for item in found["items"]] == [[]] * 3 + [[PLAN]] * 3
    assert [item["status"] for item in found["items"] if item["lead"] == ["Sở Tài chính"]] == ["overdue"]


def test_a_chain_spelled_out_in_a_task_is_not_direct(tmp_path: Path) -> None:
    """A task that names a plan and, with it, what the plan carries out hangs below the plan."""
    (tmp_path / "cv.txt").write_text(
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI VÂN\n\nSố: 52/UBND-TH\n\nHải Vân, ngày 20 tháng 8 năm 2025\n\nKính gửi: Các sở.\n\n"
        "Ủy ban nhân dân thành phố yêu cầu:\n\n1. Giao Sở Tài chính thực hiện Kế hoạch số 118/KH-UBND ngày 15/5/2025 của Ủy ban nhân dân "
        "thành phố thực hiện Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố.\n\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVũ Hải Đăng\n",
        "utf-8",
    )
    ingest(Workspace.open(tmp_path / "kho", create=True), [tmp_path / "cv.txt"], load_encoder(None))
    with TestClient(create_app(load_settings(tmp_path / "kho", {}))) as client:
        item = get(client, "/tasks", implements="15-NQ/TU")["items"][0]
        assert (item["direct"], item["via"], item["hop"]) == (False, [PLAN], 2)
        assert get(client, "/tasks", implements="15-NQ/TU", direct="true")["total"] == 0
        assert get(client, "/tasks", implements="118/KH-UBND", direct="true")["total"] == 1


def test_every_page_of_tasks_once(served: TestClient) -> None:
    for query in ({}, {"implements": "15-NQ/TU"}):
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = get(served, "/tasks", limit=4, **query, **({"cursor": cursor} if cursor else {}))
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize(
    "path", ["/documents", "/documents?q=bien", "/agencies", "/agencies?q=so", "/findings", "/indicators", "/projects"]
)
def test_every_list_comes_page_by_page_each_item_once(served: TestClient, path: str) -> None:
    whole = get(served, path + ("&" if "?" in path else "?") + "limit=1000")
    assert whole["next"] is None
    seen: list[Any] = []
    cursor: str | None = None
    while True:
        more = f"limit=3&cursor={quote(cursor, safe='')}" if cursor else "limit=3"
        page = get(served, path + ("&" if "?" in path else "?") + more)
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert (seen, page["total"]) == (whole["items"], len(whole["items"]))


def test_twenty_clients_at_once_get_what_one_gets(served: TestClient) -> None:
    paths = [
        "/search?q=kinh te bien",
        "/ask?q=so y te lam gi",
        "/tasks?implements=15-NQ/TU&as_of=2025-10-01",
        "/documents",
        "/agencies",
    ]
    alone = [get(served, path) for path in paths]
    with ThreadPoolExecutor(20) as clients:
        together = list(clients.map(lambda number: get(served, paths[number % len(paths)]), range(60)))
    assert together == [alone[number % len(paths)] for number in range(60)]


def test_agency_by_alias_and_folded(served: TestClient) -> None:
    for name in ("Ủy ban nhân dân thành phố Hải Vân", "uy ban nhan dan thanh pho hai van"):
        found = get(served, f"/agencies/{quote(name)}")
        assert found["name"] == "Ủy ban nhân dân thành phố Hải Vân"
        assert set(found["issued"]) >= {PLAN, LETTER, REPORT}
    assert get(served, "/agencies/S%E1%BB%9F%20T%C3%A0i%20ch%C3%ADnh")["tasks"] == {"lead": 1, "coordinate": 1}


def test_findings_show_both_dates(served: TestClient) -> None:
    found = get(served, "/findings", kind="conflicting_date")
    assert found["total"] == 1
    finding = found["items"][0]
    assert RESOLUTION in finding["keys"]
    assert {evidence["document"] for evidence in finding["evidence"]} >= {RESOLUTION, REPORT}
    assert get(served, "/findings", document=LETTER, kind="conflicting_date")["total"] == 0


def test_search_hits_say_where_they_stand(served: TestClient) -> None:
    found = get(served, "/search", q="trung tam nghe ca")
    assert found["interpretation"]["restored"] is True
    hit = found["hits"][0]
    assert hit["document"] == LETTER
    assert "nghề cá" in hit["snippet"]
    assert hit["why"]
    assert 0 <= hit["start"] < hit["end"]


@pytest.mark.parametrize("kind", ["document", "passage", "task", "agency"])
def test_every_hit_of_any_kind_bears_a_place(served: TestClient, kind: str) -> None:
    hits = get(served, "/search", q="kinh tế biển", kind=kind, size=100)["hits"]
    assert hits
    assert [hit["key"] for hit in hits if not hit["document"] or hit["start"] >= hit["end"]] == []


@pytest.mark.parametrize("q", ["118/KH-UBND", "kh 118", "118khubnd"])
def test_numbers_in_any_spelling_come_first(served: TestClient, q: str) -> None:
    assert get(served, "/search", q=q)["hits"][0]["key"] == PLAN


def test_search_filters(served: TestClient) -> None:
    kinds = {hit["kind"] for hit in get(served, "/search", q="kinh tế biển", kind="task")["hits"]}
    assert kinds == {"task"}
    documents = {hit["document"] for hit in get(served, "/search", q="kinh tế biển", document="118/KH-UBND")["hits"]}
    assert documents <= {PLAN}
    assert get(served, "/search", q="kinh tế biển", document="999/KH-UBND", answer=404)["code"] == "not_found"


def test_suggestions_are_few(served: TestClient) -> None:
    found = get(served, "/suggest", q="kế hoạch")
    assert 1 <= len(found["items"]) <= 10
    assert get(served, "/suggest", q=" ")["items"] == []


def test_ask_answers_with_evidence(served: TestClient) -> None:
    found = get(served, "/ask", q="nhiem vu nao thuc hien nghi quyet 15-NQ/TU")
    assert found["answer"]["kind"] == "tasks"
    assert len(found["answer"]["items"]) == 6
    assert found["evidence"]


@pytest.mark.parametrize(
    "q, told",
    [
        ("12-KH/XX la gi", "“12-KH/XX”"),
        ("nhiem vu cua so tai chinh trong quy iii/2025", "quý III/2025"),
        ("nhiệm vụ của Sở Tài chính trong Quý III/2025", "Quý III/2025"),
        ("nhiệm vụ của Sở Tài chính từ 01/9 đến 30/9/2025", "01/9 đến 30/9/2025"),
    ],
)
def test_answers_repeat_numbers_and_times_as_they_are_written(served: TestClient, q: str, told: str) -> None:
    assert told in get(served, "/ask", q=q)["answer"]["text"]


def test_ready_tells_generation_counts_and_model(served: TestClient) -> None:
    for path in ("/readyz", "/api/v1/readyz"):
        found = served.get(path).json()
        assert found["ok"] is True
        assert found["generation"] == 1
        assert found["counts"]["held"] == 4
        assert found["model"]
    assert served.get("/healthz").json() == {"ok": True}


def test_metrics_count_requests(served: TestClient) -> None:
    served.get("/api/v1/healthz")
    for path in ("/metrics", "/api/v1/metrics"):
        text = served.get(path).text
        assert 'vanmach_requests_total{route="/api/v1/healthz",status="200"}' in text
        assert "vanmach_generation 1.0" in text
