"""What stands in a database from before comes along."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("learning", "0009_notes"), ("learning", "0011_due_dates_taken_away")
THEN = datetime(2026, 3, 1, tzinfo=UTC)


def migrate(target: tuple[str, str]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return MigrationExecutor(connection)


@pytest.mark.usefixtures("own_database")
def test_wishes_for_no_letters_and_reminders_come_along() -> None:
    former = migrate(BEFORE).loader.project_state([BEFORE]).apps
    user = former.get_model("accounts", "User").objects.create(email="learner@example.org")
    for name in ("ReminderOptOut", "WorkLetterOptOut"):
        former.get_model("learning", name).objects.create(user=user)
        former.get_model("learning", name).objects.update(since=THEN)
    course = "11111111-1111-4111-8111-111111111111"
    cohort = former.get_model("learning", "Cohort").objects.create(course_key=course, name="Spring", time_zone="Europe/Oslo")
    due = former.get_model("learning", "DueDate").objects.create(cohort=cohort, lesson_key=course, at=THEN, sequence=3)
    enrolment = former.get_model("learning", "Enrolment").objects.create(user=user, course_key=course, enrolled_at=THEN)
    former.get_model("learning", "Reminder").objects.create(enrolment=enrolment, due_date=due, kind="soon")

    now = migrate(AFTER).loader.project_state([AFTER]).apps
    wishes = now.get_model("learning", "LetterOptOut").objects.order_by("about")
    assert list(wishes.values_list("user", "about", "since")) == [
        (user.pk, "reminders", THEN), (user.pk, "work_letters", THEN),
    ]  # fmt: skip
    assert list(now.get_model("learning", "Reminder").objects.values_list("due_date", "kind", "sequence")) == [
        (due.pk, "soon", 3)
    ]
    assert not {"learning_reminderoptout", "learning_workletteroptout"} & set(connection.introspection.table_names())
