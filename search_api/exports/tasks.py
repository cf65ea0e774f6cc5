"""Tasks as a file, in one of the forms that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search_api.reading.tasks import TaskItem

FORMS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def tasks_file(
    items: Sequence[TaskItem],
    form: str,
    *,
    names: Mapping[str, str],
    as_of: str,
    address: str = "",
    title: str = "Danh sách nhiệm vụ",
) -> bytes:
    """The tasks in one of `FORMS`. `address` is where the pages live, for links back to the sentence ("" leaves them out)."""
    if form == "xlsx":
        from search_api.exports.workbook import task_workbook

        return task_workbook(items, names, as_of, title, address)
    if form == "csv":
        from search_api.exports.table import task_csv

        return task_csv(items, names)
    from search_api.exports.calendar import task_calendar

    return task_calendar(items, names, title, address)
