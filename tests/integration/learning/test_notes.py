"""Notes: kept beside a lesson, changed in two tabs, listed, taken along, read by nobody else."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from learning.models import Note
from learning.services.write_note import LAST, MOST, BadNoteError, NoteChangedError, add_note, change_note, delete_note
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School


def add(user: User, school: School, text: str = "A rabbit", second: int | None = 12) -> Note:
    return add_note(user=user, lesson=school.lesson.translation_key, text=text, second=second, public_id=uuid.uuid4())


def sent(school: School, **values: Any) -> dict[str, Any]:
    return {"lesson": school.lesson.translation_key, "public_id": uuid.uuid4(), "text": "A rabbit", "at": "0:12", **values}


def stored() -> list[tuple[str, int | None, int]]:
    return list(Note.objects.order_by("pk").values_list("text", "second", "edition"))


def test_a_note_is_kept_and_stands_beside_the_lesson(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    answer = client.post("/en/my/notes/add/", sent(school, text="  <b>A rabbit</b>\r\nlooks out ", at="1:02:03", back="lesson"))
    assert (answer.status_code, answer["Location"]) == (302, f"{school.lesson.url}#notes")
    assert stored() == [("<b>A rabbit</b>\nlooks out", 3723, 1)]
    text = client.get(school.lesson.url).content.decode()
    assert "&lt;b&gt;A rabbit&lt;/b&gt;<br>looks out" in text
    assert '<a class="note__at numerals" href="?t=3723" data-second="3723" rel="nofollow">' in text


@pytest.mark.parametrize(
    ("at", "second"), [("", None), ("83", 83), ("1:23", 83), ("1m23s", 83), (" 0:05 ", 5), ("90:00", 5400), ("83.9", 83)]
)
def test_a_moment_is_read_as_people_write_it(client: Client, school: School, learner: User, at: str, second: int) -> None:
    client.force_login(learner)
    client.post("/en/my/notes/add/", sent(school, at=at))
    assert stored() == [("A rabbit", second, 1)]


@pytest.mark.parametrize("wrong", [{"at": "soon"}, {"at": "1:99"}, {"at": "30:00:00"}, {"text": " "}, {"text": "x" * 5001}])
def test_what_cannot_be_kept_comes_back_with_its_text(
    client: Client, school: School, learner: User, wrong: dict[str, str]
) -> None:
    client.force_login(learner)
    answer = client.post("/en/my/notes/add/", sent(school, **{"text": "Not to be lost", **wrong}))
    assert (answer.status_code, stored()) == (422, [])
    assert wrong.get("text", "Not to be lost") in answer.content.decode()


def test_a_lesson_that_is_gone_takes_no_note_and_the_text_comes_back(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    answer = client.post("/en/my/notes/add/", sent(school, lesson=uuid.uuid4(), text="Not to be lost"))
    assert (answer.status_code, "Not to be lost" in answer.content.decode(), stored()) == (422, True, [])


def test_sent_twice_it_is_one_note_and_another_text_is_another(school: School, learner: User, other_learner: User) -> None:
    key, same = school.lesson.translation_key, uuid.uuid4()
    for user, text in [(learner, "One"), (learner, "One"), (learner, "Two"), (other_learner, "One")]:
        add_note(user=user, lesson=key, text=text, second=1, public_id=same)
    assert [(one.user, one.text) for one in Note.objects.order_by("pk")] == [
        (learner, "One"), (learner, "Two"), (other_learner, "One")
    ]  # fmt: skip


def test_two_tabs_lose_nothing(client: Client, school: School, learner: User) -> None:
    note = add(learner, school)
    client.force_login(learner)
    address = f"/en/my/notes/{note.public_id}/"
    tab = sent(school, public_id=note.public_id, edition=1)
    assert client.post(address, {**tab, "text": "First tab"}).status_code == 302
    answer = client.post(address, {**tab, "text": "Second tab"})
    text = answer.content.decode()
    assert (answer.status_code, "First tab" in text, "Second tab" in text) == (409, True, True)
    assert stored() == [("First tab", 12, 2)]
    assert (
        client.post(address, {**tab, "text": "Both", "edition": answer.context["form"]["edition"].value()}).status_code == 302
    )
    assert stored() == [("Both", 12, 3)]
    with pytest.raises(NoteChangedError):
        delete_note(user=learner, public_id=note.public_id, edition=2)
    assert client.post(address, {**tab, "edition": 3, "delete": "1"}).status_code == 302
    assert client.post(address, {**tab, "edition": 3, "text": "Written meanwhile"}).status_code == 302
    assert stored() == [("Written meanwhile", 12, 1)]


def test_nobody_else_reads_or_changes_a_note(client: Client, school: School, learner: User, other_learner: User) -> None:
    note = add(learner, school, "A secret rabbit")
    address = f"/en/my/notes/{note.public_id}/"
    mine = sent(school, public_id=note.public_id, edition=1, text="Stolen")
    assert [client.get(address).status_code, client.post(address, mine).status_code] == [302, 302]
    client.force_login(other_learner)
    assert client.get(address).status_code == 404
    client.post(address, {**mine, "delete": "1"})
    client.post(address, mine)  # kept as a note of their own: theirs was never there
    seen = [client.get(path).content.decode() for path in ("/en/my/notes/", "/en/my/notes.md", school.lesson.url)]
    assert [("A secret rabbit" in text) for text in seen] == [False, False, False]
    assert (Note.objects.get(user=learner).text, Note.objects.filter(user=other_learner).count()) == ("A secret rabbit", 1)


def test_the_list_follows_the_course_and_keeps_what_is_gone(client: Client, school: School, learner: User) -> None:
    later = make_lesson(make_module(school.course, "Second"), "Second lesson")
    gone = make_lesson(school.lesson.get_parent(), "Gone")
    for lesson, text, second in [(later, "C", None), (school.lesson, "B", 40), (school.lesson, "A", 3), (gone, "D", None)]:
        add_note(user=learner, lesson=lesson.translation_key, text=text, second=second, public_id=uuid.uuid4())
    gone.unpublish()
    client.force_login(learner)
    courses = client.get("/en/my/notes/").context["courses"]
    assert [(one.title, [(each.title, [note.text for note in each.notes]) for each in one.lessons]) for one in courses] == [
        ("Your practice", [("Portfolio", ["A", "B"]), ("Second lesson", ["C"])]),
        ("Not published any more", [("A lesson that is not published", ["D"])]),
    ]


def test_notes_are_taken_along_as_they_were_typed(client: Client, school: School, learner: User) -> None:
    add(learner, school, "# not a *heading*\n1. one\n- two", 83)
    add(learner, school, "snake_case <b>", None)
    client.force_login(learner)
    files = {ending: client.get(f"/en/my/notes.{ending}") for ending in ("md", "txt")}
    assert files["md"].content.decode() == (
        "# Your practice\n\n## Portfolio\n\n"
        "- **1:23** \\# not a \\*heading\\*\\\n  1\\. one\\\n  \\- two\n- snake\\_case \\<b\\>\n"
    )
    assert files["txt"].content.decode() == (
        "Your practice\n=============\n\nPortfolio\n---------\n\n1:23  # not a *heading*\n1. one\n- two\n\nsnake_case <b>\n"
    )
    assert files["md"]["Content-Disposition"] == 'attachment; filename="notes.md"'
    assert client.get("/en/my/notes.html").status_code == 404


def test_a_lesson_holds_so_many_notes_and_no_more(school: School, learner: User) -> None:
    rows = [Note(user=learner, lesson_key=school.lesson.translation_key, text=str(number)) for number in range(MOST - 1)]
    Note.objects.bulk_create(rows)
    last = add(learner, school, "The last", LAST)
    for second in (1, LAST + 1):
        with pytest.raises(BadNoteError):
            add(learner, school, second=second)
    assert change_note(user=learner, public_id=last.public_id, text="Changed", second=0, edition=1).text == "Changed"


def test_without_an_account_the_lesson_holds_no_form_and_sets_no_cookie(client: Client, school: School) -> None:
    answer = client.get(school.lesson.url)
    text = answer.content.decode()
    assert ("notes__new" in text, f"?next={school.lesson.url}%23notes" in text, dict(answer.cookies)) == (False, True, {})
    assert client.post("/en/my/notes/add/", sent(school))["Location"] == "/en/accounts/login/?next=/en/my/notes/"


def test_the_script_gets_the_frame_alone(client: Client, school: School, learner: User) -> None:
    client.force_login(learner)
    answer = client.post("/en/my/notes/add/", sent(school, back="lesson"), headers={"X-Trellis-Part": "notes"})
    text = answer.content.decode().strip()
    assert (answer.status_code, text[:8], text[-10:], "<main" in text) == (200, "<section", "</section>", False)
    assert text.count('name="csrfmiddlewaretoken"') == 2
