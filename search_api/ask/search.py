"""A question that no plan understands is answered as what it is: a search."""

from __future__ import annotations

from graph.records import to_json
from search_api.ask.plans.base import Answer
from search_api.search.engine import SearchEngine
from search_api.search.records import SearchQuery

SHOWN = 10


def search_answer(question: str, engine: SearchEngine) -> Answer:
    """The passages that fit the question best, openly as search results; `none` where nothing fits at all."""
    if not question:
        return Answer("none", "Chưa có câu hỏi.")
    found = engine.search(SearchQuery(question, size=SHOWN))
    if not found.hits:
        return Answer("none", "Không tìm thấy nội dung nào phù hợp với câu hỏi.", slots={"q": question})
    items = tuple({name: value for name, value in to_json(hit).items() if name != "facets"} for hit in found.hits)
    evidence = tuple({"document": h.document, "start": h.start, "end": h.end, "text": h.snippet} for h in found.hits)
    text = f"Câu hỏi chưa được hiểu thành một truy vấn cụ thể; dưới đây là {len(items)} kết quả tìm kiếm phù hợp nhất."
    return Answer("passages", text, items, evidence, slots={"q": question})
