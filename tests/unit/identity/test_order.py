"""Properties of the whole: order never matters, what comes and goes leaves no trace, keys are unique, records hang together."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HOMES = (
    {"letterhead": ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI VÂN"), "issuer": "Ủy ban nhân dân thành phố Hải Vân"},
    {"letterhead": ("ỦY BAN NHÂN DÂN TỈNH NGHỆ AN",), "issuer": "Ủy ban nhân dân tỉnh Nghệ An"},
    {"letterhead": ("THÀNH ỦY HẢI VÂN",), "issuer": "Ban Thường vụ Thành ủy"},
    {},
)
NUMBERS = (
    ("Nghị quyết", "71-NQ/TW"),
    ("Kế hoạch", "175/KH-UBND"),
    ("Quyết định", "09-QĐ/TU"),
    ("Quy định", "09-QĐ/TU"),
    ("Kết luận", "166-KL/TW"),
)
DATES = (None, None, "2015-12-07", "2025-01-17", "2025-08-22", "2025-08-28", "2026-08-22")
TITLES = (None, None, "đột phá phát triển giáo dục", "công tác thanh niên", "tín ngưỡng, tôn giáo mới", "giải ngân vốn đầu tư công")
NAMES = (None, "Đại hội Đảng bộ thành phố lần thứ I", "Đại hội Đảng bộ thành phố", "công tác năm 2025")
ISSUERS = (None, "Bộ Chính trị", "Ban Bí thư", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân tỉnh Nghệ An")
TIMID = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

citations = st.lists(
    st.one_of(
        st.tuples(
            st.just("numbered"), st.sampled_from(NUMBERS), st.sampled_from(DATES), st.sampled_from(TITLES), st.sampled_from(ISSUERS)
        ),
        st.tuples(st.just("short"), st.sampled_from(NUMBERS), st.none(), st.none(), st.none()),
        st.tuples(
            st.just("named"),
            st.sampled_from((("Chương trình", ""), ("Nghị quyết", ""))),
            st.none(),
            st.sampled_from(NAMES),
            st.sampled_from(ISSUERS),
        ),
    ),
    max_size=5,
)
documents = st.lists(
    st.tuples(
        st.sampled_from(HOMES), st.sampled_from((None, *NUMBERS)), st.sampled_from(DATES[1:]), st.sampled_from(TITLES), citations
    ),
    min_size=1,
    max_size=6,
)


def build(world: Any, drawn: list[Any]) -> list[Any]:
    papers = []
    for number, (home, own, date, title, cited) in enumerate(drawn):
        kind, code = own or ("Báo cáo", None)
        paper = world.paper(f"p{number}", type=kind, number=code, date=date if code else None, title=title, **home)
        for form, (type, printed), day, about, issuer in cited:
            if form == "numbered":
                paper.cite(f"{type} {printed}", type=type, number=printed, date=day, title=about, issuer=issuer)
            elif form == "short":
                paper.cite(f"{type} 71", type=type, bare=printed.split("/")[0].split("-")[0], form="short")
            else:
                paper.cite(f"{type} {about}", type=type, title=about, issuer=issuer)
        for index in range(1, len(paper.citations)):
            paper.relate(index - 1, "implements", index)
        papers.append(paper)
    return papers


@TIMID
@given(drawn=documents, shuffle=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(world: Any, drawn: list[Any], shuffle: Any) -> None:
    papers = build(world, drawn)
    expected = world.resolve(*papers)
    shuffle.shuffle(papers)
    assert world.resolve(*papers) == expected


@TIMID
@given(drawn=documents)
def test_records_hang_together(world: Any, drawn: list[Any]) -> None:
    papers = build(world, drawn)
    corpus = world.resolve(*papers)
    keys = [document.key for document in corpus.documents]
    assert len(set(keys)) == len(keys)
    assert sorted(source for document in corpus.documents for source in document.sources) == sorted(paper.name for paper in papers)
    primary = {document.source for document in corpus.documents}
    assert len(corpus.mentions) == sum(len(paper.citations) for paper in papers if paper.name in primary)
    known = set(keys)
    for mention in corpus.mentions:
        assert {mention.document, *mention.candidates} <= known
        assert (mention.target in known) == (mention.state in ("resolved", "self"))
        assert (mention.state == "ambiguous") == (len(mention.candidates) > 1)
    for relation in corpus.relations:
        assert relation.source != relation.target
        assert {relation.source, relation.target} <= known
        assert relation.evidence
    assert {key for meant in corpus.names.values() for key in meant} == known
    assert all(corpus.names[key] == (key,) for key in known)
    assert all(key in known for finding in corpus.findings for key in finding.keys[:1])


def test_what_is_withdrawn_leaves_no_trace(world: Any) -> None:
    home = HOMES[0]
    asking, telling = (
        world.paper("asking", **home),
        world.paper("telling", type="Kế hoạch", number="175/KH-UBND", date="2025-07-28", **home),
    )
    asking.cite("Kế hoạch 175", type="Kế hoạch", bare="175", form="short")
    before = world.resolve(asking)
    settled = world.resolve(asking, telling)
    assert world.targets(before, asking) == ["Kế hoạch: 175"]
    assert world.targets(settled, asking) == ["175/KH-UBND@2025-07-28"]
    assert world.resolve(asking) == before
