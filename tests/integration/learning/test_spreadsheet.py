"""Files for a spreadsheet hold what the screen shows, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date, datetime
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from core.spreadsheet import Cell, Table, as_csv, as_xlsx, safe
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.integration.learning.conftest import School


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def read_xlsx(content: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n", "d"}  # no formula
    return [[said(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def test_both_files_hold_the_same_in_any_script() -> None:
    first: list[Cell] = ["Ђорђе Ќулавкова", 3, 0.5, date(2026, 3, 31)]
    rows: list[list[Cell]] = [first, ["=1+1", -2, -0.5, None], ["„Ș, ț”\nzwei", 0, 1.0, date(2026, 1, 1)]]
    table = Table("x", "A/B: [c]", ["Name", "@n", "s", "d"], rows)
    expected = [
        ["Name", "'@n", "s", "d"],
        ["Ђорђе Ќулавкова", "3", "0.5", "2026-03-31"],
        ["'=1+1", "-2", "-0.5", ""],
        ["„Ș, ț”\nzwei", "0", "1.0", "2026-01-01"],
    ]
    assert read_csv(as_csv(table)) == expected
    assert read_xlsx(as_xlsx(table)) == [*expected[:3], ["„Ș, ț”\nzwei", "0", "1", "2026-01-01"]]


def test_no_cell_is_a_formula() -> None:
    found = {one: safe(one) for one in ("=1", " =1", "+1", "-1", "@a", "\ta", "\r1", "\n=1", "\x00=1", "a=1", "")}
    assert found == {
        "=1": "'=1", " =1": "' =1", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\ta": "'\ta", "\r1": "'\r1", "\n=1": "'\n=1",
        "\x00=1": "'=1", "a=1": "a=1", "": "",
    }  # fmt: skip
    assert [safe(-0.5), safe(3), safe(None)] == [-0.5, 3, None]


def test_the_list_of_enrolments_can_be_saved(client: Client, school: School, learner: User, other_learner: User) -> None:
    learner.first_name, learner.last_name = "=cmd|' /C calc'!A0", "Ђорђевић"
    learner.save()
    make_enrolment(learner, school.course, make_cohort(school.course, "@group"))
    make_enrolment(other_learner, school.course, make_cohort(school.course, "4b", is_class=True))
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    tables = [
        read_csv(client.get("/admin/learning/enrolments/?export=csv").content),
        read_xlsx(client.get("/admin/learning/enrolments/?export=xlsx").content),
    ]
    assert tables[0] == tables[1]
    assert tables[0][0] == ["Person", "E-mail", "Course", "Cohort", "How", "Since", "Left"]
    name = "'=cmd|' /C calc'!A0 Ђорђевић"
    assert [row[:5] for row in tables[0][1:]] == [[name, "learner@example.org", "Your practice", "'@group", "By themselves"]]
