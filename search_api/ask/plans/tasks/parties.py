"""Who takes part in tasks as a question names it: agencies, and groups that tasks print as their leaders or partners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.records import Task
from graph.store import Where
from search_api.ask.entities.groups import members, shape_of
from search_api.ask.plans.base import Library, once_a_generation
from search_api.ask.plans.tasks.described import INDEXED
from search_api.ask.plans.tasks.selection import Selection
from search_api.ask.question import Question
from search_api.ask.slots import AgencySlot
from search_api.ask.words import plain as words
from search_api.ask.words import read_words

_TOO_PLAIN = {"don vi", "co quan", "cac don vi", "dia phuong", "so nganh", "cac so nganh", "don vi lien quan", "to chuc"}


@dataclass(frozen=True, slots=True)
class Party:
    """An agency or group: what it is called, the names under which tasks print it, where the question names it."""

    name: str
    names: tuple[str, ...]
    start: int
    end: int


def parties(question: Question, library: Library) -> list[Party]:
    """Everyone whom the question names, in its order."""
    found = groups(question, library)
    for slot in question.slots.agencies:
        if not any(slot.start < group.end and group.start < slot.end for group in found):
            found.append(Party(slot.name, (slot.name,), slot.start, slot.end))
    return sorted(found, key=lambda party: party.start)


def groups(question: Question, library: Library) -> list[Party]:
    """The groups that a question names; one that is called by an agency holds it ("các ban của Thành ủy")."""
    printed = printed_groups(library)
    found = [Party(slot.name, members(slot.name, printed), slot.start, slot.end) for slot in question.slots.groups]
    for party in _called(question, library):
        inside = [slot for slot in question.slots.agencies if slot.start < party.end and party.start < slot.end]
        whole = all(party.start <= slot.start and slot.end <= party.end and party.start < slot.start for slot in inside)
        if whole and not any(_overlap(party, other) for other in found):
            found.append(party)
    return found


def led_by_doers(tasks: Selection, agencies: Sequence[AgencySlot], question: Question, library: Library) -> Selection:
    """Tasks led by one of the agencies, or by the group that the question names instead of them; all where it names none."""
    instead = groups(question, library)
    own = [slot.name for slot in agencies if not any(group.start <= slot.start < group.end for group in instead)]
    if own:
        return tasks.where(Where("lead", "contains", tuple(own)))
    return in_role("lead", instead[:1], tasks) if instead else tasks


def _overlap(first: Party, second: Party) -> bool:
    return first.start < second.end and second.start < first.end


def _called(question: Question, library: Library) -> Iterator[Party]:
    """The groups that tasks call by a name of their own ("các tổ chức hành nghề công chứng"), the longest first."""
    closed: list[tuple[int, int]] = []
    line = question.wording.line
    for form, names in sorted(_forms(library).items(), key=lambda row: -len(row[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", line) if form in line else ():
            if not any(begin < match.end() and match.start() < end for begin, end in closed):
                closed.append(match.span())
                inside = question.wording.words_of(*match.span())
                first, last = question.wording.words[inside[0]], question.wording.words[inside[-1]]
                yield Party(names[0], names, first.start, last.end)


def _forms(library: Library) -> dict[str, tuple[str, ...]]:
    """Folded names of groups (of three words and more, without "các" and "liên quan") -> the names as printed."""
    found: dict[str, dict[str, None]] = {}
    for group in printed_groups(library):
        if shape_of(group) is not None:
            continue
        name = " ".join(words(group)).removeprefix("cac ").removesuffix(" lien quan")
        for form in {name, re.sub(r" (?:tren dia ban|cua|thuoc)(?: \w+){1,3}$", "", name)}:
            if len(form.split()) >= 3 and form not in _TOO_PLAIN:
                found.setdefault(form, {})[group] = None
                found.setdefault(form.replace(" cua ", " "), {})[group] = None
    return {form: tuple(names) for form, names in found.items()}


def printed_groups(library: Library) -> Sequence[str]:
    """Names under which tasks have leaders or partners that are no agencies; none where there are too many tasks to look through."""
    return () if library.task_count() > INDEXED else _printed_groups(library)


@once_a_generation
def _printed_groups(library: Library) -> Sequence[str]:
    named = {name for task in library.all_tasks() for name in (*task.lead, *task.coordinate)}
    return tuple(sorted(named - set(library.catalogue.agencies)))


def in_role(role: str, found: Sequence[Party], tasks: Selection | None = None) -> Selection:
    """Tasks in which each of these has the role (`lead` or `coordinate`)."""
    return (tasks or Selection()).where(*(Where(role, "contains", party.names) for party in found))


def said_together(lead: Party | None, partner: Party, library: Library) -> list[Task]:
    """Tasks (of one) whose own words say that it works together with the other, where their lists of partners do not name it."""
    forms = _spoken(partner, library)
    if not forms or library.task_count() > INDEXED:
        return []
    named = "|".join(map(re.escape, forms))
    pattern = re.compile(rf"(?<!\w)phoi hop(?!\w)[^.;]{{0,200}}?(?<!\w)(?:{named})(?!\w)")
    theirs = in_role("lead", [lead] if lead else []).all(library)
    return [task for task in theirs if not set(partner.names) & set(task.lead) and pattern.search(_line(task.text))]


def _spoken(party: Party, library: Library) -> list[str]:
    """How running text may call a party: its names with and without the place."""
    forms: set[str] = set()
    for name in party.names:
        agency = library.catalogue.agencies.get(name)
        for called in (name, *(agency.aliases if agency else ())):
            line = " ".join(words(called))
            forms |= {line, re.sub(r" (?:thanh pho|tinh)(?: \w+ \w+)?$", "", line)}
            forms |= {re.sub(r" \w+ \w+$", "", line)} if re.search(r" (?:thanh pho|tinh) \w+ \w+$", line) else set()
    forms |= {form.replace(" viet nam", "") for form in forms}
    return sorted((form for form in forms if len(form.split()) >= 2), key=lambda form: (-len(form), form))


def _line(text: str) -> str:
    """The folded text with abbreviations written out and its sentences' marks kept."""
    return re.sub(r" [^\w.;] ", " ", " ".join(read.text for read in read_words(text).words))
