"""The pages as HTML: the text with its citations and marked places, links that lead somewhere, one base path."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from fastapi.testclient import TestClient

from embeddings.encoder import load_encoder
from graph.records import Mention
from graph.store import NodeFilter, Where
from ingest.pipeline import ingest, withdraw
from ingest.readers.records import SourceText
from ingest.workspace import Workspace
from search_api.app import create_app
from search_api.pages.collections import related
from search_api.pages.document_text import Letterhead, Link, Place, TextBlock, text_blocks, with_letterhead
from search_api.pages.hits import shown_hit
from search_api.pages.render import pieces
from search_api.search.records import Hit
from search_api.settings import load_settings
from search_api.urls import Urls

DOCUMENTS = Path(__file__).parent / "served"
PAGES = (
    "/",
    "/?q=bien",
    "/hoi-dap",
    "/van-ban",
    "/van-ban/118%2FKH-UBND",
    "/van-ban/45-NQ%2FTW",
    "/nhiem-vu",
    "/co-quan",
    "/du-an",
    "/chi-tieu",
    "/ra-soat",
    "/huong-dan",
)


def mention(text: str, surface: str, target: str | None = "a@", state: str = "resolved") -> Mention:
    start = text.index(surface)
    return Mention("d", "s", start, start + len(surface), surface, None, None, None, target, state)  # type: ignore[arg-type]


def linked(one: Mention) -> Link:
    return Link(f"/{one.target}" if one.target else "", "", one.state)


TEXT = "1. Thực hiện Nghị quyết số 15-\nNQ/TU ngày 10/4/2025 về kinh tế biển.\n\n2. Theo Kế hoạch số 118/KH-UBND, các sở báo cáo.\n"


def test_a_citation_over_two_lines_is_one_link() -> None:
    one = mention(TEXT, "Nghị quyết số 15-\nNQ/TU ngày 10/4/2025")
    blocks = text_blocks(SourceText(TEXT), [one], linked)
    links = [segment for block in blocks for segment in block.segments if segment.link]
    assert [segment.text.replace(" ", "") for segment in links] == ["Nghịquyếtsố15-NQ/TUngày10/4/2025"]


@pytest.mark.parametrize("surface", ["Thực hiện Nghị quyết số 15-\nNQ/TU", "118/KH-UBND", "biển.\n\n2. Theo"])
def test_a_place_is_marked_across_links_and_blocks(surface: str) -> None:
    start = TEXT.index(surface)
    blocks = text_blocks(SourceText(TEXT), [mention(TEXT, "118/KH-UBND")], linked, Place(start, start + len(surface)))
    segments = [segment for block in blocks for segment in block.segments]
    assert "".join(s.text for s in segments if s.marked).replace(" ", "") == re.sub(r"\s", "", surface)
    assert [s.id for s in segments if s.id] == ["cho-nay"]
    assert next(s for s in segments if s.marked).id == "cho-nay"


def test_a_place_between_the_blocks_points_to_the_next() -> None:
    text = "1. Việc thứ nhất cần làm ngay.\n\n\n\n2. Việc thứ hai cần làm sau.\n"
    place = text.index("\n\n\n") + 1
    blocks = text_blocks(SourceText(text), [], linked, Place(place, place + 1))
    assert [block.id for block in blocks if block.target] == ["cho-nay"]


def test_the_letterhead_stands_in_two_columns() -> None:
    text = (DOCUMENTS / "kh118.txt").read_text("utf-8")
    head = with_letterhead(text_blocks(SourceText(text), [], linked))[0]
    assert isinstance(head, Letterhead)
    assert [line.text for line in head.left][-1] == "Số: 118/KH-UBND"
    assert [line.text for line in head.right] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Vân, ngày 15 tháng 5 năm 2025",
    ]


def test_a_very_long_text_is_shown_plainly() -> None:
    text = "Đoạn văn dài.\n\n" * 40_000
    blocks = text_blocks(SourceText(text), [], linked, Place(len(text) - 8, len(text) - 4))
    assert len(blocks) == 40_000
    assert isinstance(blocks[-1], TextBlock)
    assert [segment.text for segment in blocks[-1].segments if segment.marked] == [text[-8:-4]]


@pytest.mark.parametrize(
    "marks, expected",
    [
        ([], [("abcdef", False)]),
        ([(0, 2)], [("ab", True), ("cdef", False)]),
        ([(1, 3), (2, 5)], [("a", False), ("bc", True), ("de", True), ("f", False)]),
        ([(4, 6)], [("abcd", False), ("ef", True)]),
    ],
)
def test_pieces_of_a_snippet(marks: list[tuple[int, int]], expected: list[tuple[str, bool]]) -> None:
    assert list(pieces("abcdef", marks)) == expected


def html(client: TestClient, path: str) -> lxml.html.HtmlElement:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, path
    return lxml.html.fromstring(response.text)


def test_every_link_of_every_page_leads_somewhere(served: TestClient) -> None:
    links = {
        str(link)
        for page in PAGES
        for link in html(served, page).xpath("//a/@href | //form/@action | //link/@href | //script/@src")
    }
    assert len(links) > 40
    broken = [link for link in links if not link.startswith("#") and served.get(link.partition("#")[0]).status_code != 200]
    assert broken == []


def test_the_document_page_tells_chain_tasks_and_findings(served: TestClient) -> None:
    page = html(served, "/van-ban/15-NQ%2FTU")
    tree = " ".join(page.get_element_by_id("luoc-do").text_content().split())
    for told in ("Nghị quyết 45-NQ/TW", "Kế hoạch 118/KH-UBND", "Công văn 310/UBND-TH", "Số hóa hồ sơ tàu cá"):
        assert told in tree
    assert "Ngày ghi không thống nhất" in page.get_element_by_id("ra-soat").text_content()
    assert len(page.get_element_by_id("thuc-hien").xpath(".//li")) == 6
    assert page.xpath("//*[@id='toan-van']//a[@class='cite']/@href") == ["/van-ban/45-NQ%2FTW@2025-03-12"]


def test_findings_stand_side_by_side(served: TestClient) -> None:
    page = html(served, "/ra-soat?kind=conflicting_date")
    quotes = page.xpath("//*[@class='sideBySide'][1]/blockquote")
    assert len(quotes) == 4
    assert any("12/4/2025" in quote.text_content() for quote in quotes)


def test_the_key_of_a_task_is_told_by_its_number_and_place(served_folder: Path) -> None:
    with Workspace.open(served_folder).snapshot() as snapshot:
        key = snapshot.graph.nodes(NodeFilter("Task", (Where("document", "=", "118/KH-UBND@2025-05-15"),)), limit=1).items[0].key
        found = related(snapshot, [key, "15-NQ/TU@2025-04-12"], {}, Urls())
    assert found[key][0] == "nhiệm vụ 1"
    assert found[key][1].startswith("/van-ban/118%2FKH-UBND@2025-05-15?tu=")
    assert found["15-NQ/TU@2025-04-12"] == ("15-NQ/TU (12/4/2025)", "")


def test_what_a_question_names_can_be_changed_in_place(served: TestClient) -> None:
    page = html(served, f"/hoi-dap?q={quote('sở y tế chủ trì nhiệm vụ gì trong năm 2025')}")
    forms = page.xpath("//form[contains(@class, 'chip')]")
    typed = [form.xpath(".//input[@name='moi']/@value")[0] for form in forms]
    assert typed == ["sở y tế", "năm 2025"]
    fields = {str(field.name): str(field.value) for field in forms[0].xpath(".//input")} | {"moi": "Sở Tài chính"}
    answer = served.get("/hoi-dap", params=fields, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/hoi-dap?q={quote('Sở Tài chính chủ trì nhiệm vụ gì trong năm 2025')}"
    assert "Sở Tài chính" in html(served, answer.headers["location"]).find_class("answerText")[0].text_content()


def test_slots_are_told_in_words_of_officials(served: TestClient) -> None:
    page = html(served, f"/hoi-dap?q={quote('văn bản nào sửa đổi 15-NQ/TU')}")
    chips = " ".join(chip.text_content() for chip in page.find_class("chips"))
    assert "Quan hệ sửa đổi, bổ sung" in " ".join(chips.split())
    assert not re.search(r"relation|planned|direction|amends", chips)


def test_hits_say_nothing_twice(served: TestClient) -> None:
    for hit in html(served, f"/?q={quote('kinh tế biển')}").find_class("hit"):
        title, snippets = hit.xpath("string(.//h3)"), hit.find_class("snippet")
        assert title.strip()
        assert not snippets or not snippets[0].text_content().startswith(title)
        assert "Vì sao có kết quả này: " in hit.text_content()
        assert hit.xpath(".//mark") or "gần nghĩa" in hit.text_content()


def test_a_question_that_is_not_understood_shows_results_as_the_search_does(served: TestClient) -> None:
    page = html(served, f"/hoi-dap?q={quote('kinh tế biển')}")
    hits = page.find_class("hit")
    assert hits
    assert page.xpath("//li[@class='hit']//mark")
    assert not [hit for hit in hits if "@" in hit.xpath("string(.//h3)") or "Vì sao có kết quả này" not in hit.text_content()]


def test_a_cited_document_says_where_it_is_cited(served: TestClient) -> None:
    hit = html(served, "/?q=45-NQ%2FTW").find_class("hit")[0]
    assert "chưa có trong kho; dẫn chiếu tại" in " ".join(hit.text_content().split())


HIT = Hit("document", "1-NQ/TU@", "1-NQ/TU@", (), 0, 9, "Nghị quyết 1-NQ/TU về biển", "", (), 1.0, ())


@pytest.mark.parametrize(
    "snippet, marks, title, rest",
    [
        ("Nghị quyết 1-NQ/TU về biển Bộ", [(22, 26)], [("biển", True)], "Bộ"),
        ("Nghị quyết 1-NQ/TU về biển …", [(22, 26)], [("biển", True)], ""),
        ("… 1-NQ/TU về biển Bộ", [(13, 17)], [("biển", True)], ""),
        ("… Bộ Chính trị", [(2, 4)], [], "… Bộ Chính trị"),
    ],
)
def test_the_words_of_a_name_are_marked_in_the_title(
    snippet: str, marks: list[tuple[int, int]], title: list[tuple[str, bool]], rest: str
) -> None:
    shown = shown_hit(replace(HIT, snippet=snippet, marks=tuple(marks)), {}, Urls())
    assert [piece for piece in shown.title if piece[1]] == title
    assert "".join(text for text, _ in shown.snippet).strip() == rest


def test_a_footnote_says_what_it_must_be_read_with() -> None:
    note = replace(HIT, kind="passage", section=("I. KẾT QUẢ", "2. Giao thông"), facets={"context": "khởi công năm nút"})
    assert shown_hit(note, {}, Urls()).title == (("2. Giao thông (đọc cùng: “khởi công năm nút”)", False),)
    plain = replace(note, facets={"context": ""})
    assert shown_hit(plain, {}, Urls()).title == (("2. Giao thông", False),)


def test_what_users_and_documents_say_is_never_markup(served: TestClient) -> None:
    hostile = "<script>alert(1)</script>\"'"
    for path in ("/?q=", "/hoi-dap?q=", "/nhiem-vu?lead=", "/van-ban?loc=", "/co-quan?loc="):
        text = served.get(path + quote(hostile)).text
        assert "<script>alert" not in text
    assert "default-src 'self'" in served.get("/").headers["content-security-policy"]


def test_the_page_of_tasks_asks_back(served: TestClient) -> None:
    answer = served.get("/nhiem-vu?implements=999-XX%2FYY")
    assert (answer.status_code, "999-XX/YY" in answer.text) == (404, True)
    assert served.get("/nhiem-vu?due_before=31.12.2025").status_code == 422


def test_errors_are_pages_for_people_and_json_for_programs(served: TestClient) -> None:
    page = served.get("/van-ban/999-XX%2FYY", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert served.get("/van-ban/999-XX%2FYY", headers={"Accept": "application/json"}).json()["code"] == "not_found"


def test_an_empty_workspace_has_all_its_pages_and_says_what_to_do(tmp_path: Path) -> None:
    ingest(Workspace.open(tmp_path / "kho", create=True), [], load_encoder(None))
    with TestClient(create_app(load_settings(tmp_path / "kho", {}))) as client:
        for page in (
            "/",
            "/?q=bien",
            "/hoi-dap",
            "/hoi-dap?q=so+y+te",
            "/van-ban",
            "/nhiem-vu",
            "/co-quan",
            "/ra-soat",
            "/huong-dan",
        ):
            assert html(client, page).xpath("//main//h1")
        assert f"vanmach ingest THƯ_MỤC --workspace {tmp_path / 'kho'}" in html(client, "/").text_content()
        assert not html(client, "/hoi-dap").find_class("asks")


def test_a_number_of_several_documents_lets_the_reader_choose(tmp_path: Path) -> None:
    for name, city, title in (("a", "HẢI VÂN", "phát triển cảng biển"), ("b", "SƠN LÂM", "chăm sóc rừng phòng hộ")):
        (tmp_path / f"{name}.txt").write_text(
            f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ {city}\n\nSố: 40/KH-UBND\n\nNgày {'05' if name == 'a' else '06'} tháng 8 năm 2025\n\nKẾ HOẠCH\n"
            f"Về {title}\n\n1. Sở Tài chính bố trí kinh phí.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nVũ Hải Đăng\n",
            "utf-8",
        )
    ingest(Workspace.open(tmp_path / "kho", create=True), [tmp_path / "a.txt", tmp_path / "b.txt"], load_encoder(None))
    with TestClient(create_app(load_settings(tmp_path / "kho", {}))) as client:
        for path in ("/van-ban/40%2FKH-UBND", "/nhiem-vu?implements=40%2FKH-UBND"):
            answer = client.get(path, headers={"Accept": "text/html"})
            choices = lxml.html.fromstring(answer.text).xpath("//ul[contains(@class, 'docs')]/li")
            assert (answer.status_code, len(choices)) == (409, 2)
            assert "cảng biển" in choices[0].text_content()
            assert "rừng phòng hộ" in choices[1].text_content()


@pytest.mark.parametrize("stripped", [True, False])
def test_behind_a_proxy_every_address_has_the_base_path(served_folder: Path, stripped: bool) -> None:
    with TestClient(create_app(load_settings(served_folder, {}, base_path="/vanmach"))) as client:
        path = "" if stripped else "/vanmach"
        for page in ("/", "/van-ban/118%2FKH-UBND", "/nhiem-vu"):
            found = html(client, path + page).xpath("//@href | //@action | //@src | //@formaction | //@data-suggest")
            assert found
            assert [link for link in found if not str(link).startswith(("/vanmach/", "#"))] == []
        assert client.get(f"{path}/api/v1/healthz").json() == {"ok": True}
        assert client.get(f"{path}/api/v1/nothing").json()["code"] == "not_found"


def test_addresses() -> None:
    urls = Urls("/v")
    place = urls.document("09-QĐ/TU@2025-10-13#Quy định", 3, 9)
    assert place == "/v/van-ban/09-Q%C4%90%2FTU@2025-10-13%23Quy%20%C4%91%E1%BB%8Bnh?tu=3&den=9#cho-nay"
    found = urls.search("a b", kind=("task", "project"), year=None, literal=True, page="")
    assert found == "/v/?q=a%20b&kind=task&kind=project&literal=true"


def test_a_new_generation_is_served_without_a_restart(tmp_path: Path) -> None:
    encoder = load_encoder(None)
    workspace = Workspace.open(tmp_path / "kho", create=True)
    ingest(workspace, [DOCUMENTS / "nq15.txt", DOCUMENTS / "kh118.txt"], encoder)
    with TestClient(create_app(load_settings(tmp_path / "kho", {}))) as client:
        assert client.get("/api/v1/tasks").json()["total"] == 3
        assert client.get("/api/v1/search?q=Sở Y tế&kind=task").json()["hits"]
        withdraw(workspace, "118/KH-UBND", encoder)
        assert client.get("/api/v1/tasks").json()["total"] == 0
        assert client.get("/api/v1/search?q=Sở Y tế&kind=task").json()["hits"] == []
        assert client.get("/readyz").json()["generation"] == 2
