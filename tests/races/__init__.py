"""What holds when twenty people do the same thing in the same moment.

Each race raises AssertionError where it does not hold. `tests/integration` runs them on SQLite in the suite's own process,
`tests/long` on both databases by `python -m tests.races NAME`, in an installation of its own.
"""

from importlib import import_module

RACES = (
    "attendance.lists_come_one_after_the_other",
    "certificate.there_is_one_certificate_and_one_key",
    "desk.notes_are_changed_once_and_go_with_the_account",
    "enrolment.one_person_is_in_one_group",
    "enrolment.the_last_place_is_taken_once",
    "figures.figures_are_exact",
    "quiz.one_attempt_is_begun_and_handed_in",
    "reminders.everybody_is_reminded_once",
    "saved.a_search_is_saved_once_and_told_once",
    "work.one_version_is_handed_in",
)


def run(name: str) -> None:
    """Run one of `RACES`; Django is set up."""
    module, race = name.split(".")
    getattr(import_module(f"tests.races.{module}"), race)()
