"""Agencies written in parts as clerks type them: "ban tgdv tu", "vp ubnd tp", "so khcn"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

LINKS = frozenset(("va", "cua", "ve", "cac", "tai"))
CODES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "tu": (("thanh", "uy"), ("tinh", "uy")),
    "tw": (("trung", "uong"),),
    "tp": (("thanh", "pho"),),
}
_BODIES = (("thanh", "uy"), ("tinh", "uy"), ("thanh", "pho"), ("tinh",), ("trung", "uong"))
LONGEST = 7
Form = tuple[str, ...]


_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?P<vowels>[aeiouy]{1,3})(?P<final>ng|nh|ch|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Whether a folded word may be a Vietnamese syllable rather than initials ("syt" is none: y ends a syllable but for "uy")."""
    match = _SYLLABLE.fullmatch(word)
    return match is not None and not (match["final"] and match["vowels"].endswith("y") and match["vowels"] != "uy")


def is_short(word: str) -> bool:
    """Whether a folded word is a code or can only be initials."""
    return word in CODES or (word.isalpha() and 2 <= len(word) <= 8 and not is_syllable(word))


def by_first_letter(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """Names by the letter that they begin with, in their order."""
    found: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        found[form[0][:1]].append(form)
    return found


def spelled_out(typed: Sequence[str], forms: Mapping[str, Sequence[Form]]) -> Form | None:
    """The first name that the typed parts stand for, each a word of it or the initials of some; None where one part is no short form."""
    if not any(is_short(word) for word in typed):
        return None
    return next((form for form in forms.get(typed[0][:1], ()) if _fits(tuple(typed), form)), None)


def _fits(typed: Form, form: Form) -> bool:
    if not typed:
        return not form or any(form[: len(body)] == body and len(form) - len(body) <= 4 for body in _BODIES)
    if not form:
        return False
    if form[0] in LINKS and typed[0] != form[0] and _fits(typed, form[1:]):
        return True
    head, rest = typed[0], typed[1:]
    if head == form[0] and _fits(rest, form[1:]):
        return True
    if any(form[: len(long)] == long and _fits(rest, form[len(long) :]) for long in CODES.get(head, ())):
        return True
    return is_short(head) and any(_fits(rest, form[end:]) for end in _ends(head, form))


def _ends(letters: str, form: Form) -> list[int]:
    """Where the words end whose initials the letters are, links counted or not."""
    found = []
    for links in (True, False):
        left, index = letters, 0
        while left and index < len(form) and (form[index][0] == left[0] or (not links and form[index] in LINKS)):
            left = left[1:] if links or form[index] not in LINKS else left
            index += 1
        if not left and index >= 2:
            found.append(index)
    return found
