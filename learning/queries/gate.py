"""What a page says of admission: to everybody in lists and search, and to one reader in front of a course."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.queries.locales import language_of
from core.queries.nearest import nearest
from learning.enums import Admission, Refusal
from learning.local_time import local_day, local_words, zone_of
from learning.models import CoursePage, LessonPage
from learning.queries.admission import Entry, Policy, entry, policies
from learning.queries.timeline import course_path

EDITS = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Gate:
    """`sentence` says why a course is not open to the reader; `required` are the courses to finish first, with their pages.

    Who works in the admin may read what is shut for others (`is_read_anyway`), and learns no more in it than they do.
    """

    refusal: Refusal | None = None
    sentence: str = ""
    required: list[CoursePage] = field(default_factory=list)
    entry: Entry | None = None
    is_read_anyway: bool = False

    @property
    def is_shut(self) -> bool:
        return self.refusal is not None and not self.is_read_anyway

    @property
    def asks_code(self) -> bool:
        return self.refusal == Refusal.NEEDS_CODE

    @property
    def is_open_to_all(self) -> bool:
        return self.entry is None or self.entry.policy.admission == Admission.OPEN


def _sentence(stands: Entry, user: User | AnonymousUser) -> str:
    zone, policy = zone_of(user), stands.policy
    if stands.refusal == Refusal.NOT_YET_OPEN and policy.opens_at:
        return _("This course opens on %(moment)s.") % {"moment": local_words(policy.opens_at, zone=zone)}
    if stands.refusal == Refusal.CLOSED and policy.closes_at:
        return _("This course was open until %(moment)s.") % {"moment": local_words(policy.closes_at, zone=zone)}
    return str(stands.refusal.label) if stands.refusal else ""


def gate(course: CoursePage, *, user: User | AnonymousUser) -> Gate:
    """Return what stands between `user` and `course`. One to six queries."""
    stands = entry(user, course.translation_key, now=timezone.now())
    if stands.refusal is None:
        return Gate(entry=stands)
    required: list[CoursePage] = []
    if stands.refusal == Refusal.NEEDS_COURSE:
        pages = CoursePage.objects.live().filter(translation_key__in=stands.missing)
        by_key = nearest(pages, language=language_of(course))
        required = [by_key[key] for key in stands.missing]
    return Gate(stands.refusal, _sentence(stands, user), required, stands, is_read_anyway=user.has_perm(EDITS))


def is_public(policy: Policy) -> bool:
    """Whether everybody may read the lessons at any time; only then their words may go into the public search."""
    return policy == Policy(policy.course)


def lessons_behind_a_gate(ids: Collection[int]) -> set[int]:
    """Return those of `ids` that are lessons of a course which is not published, or not open to everybody at any time. Three
    queries."""
    paths = dict(LessonPage.objects.filter(pk__in=ids).values_list("pk", "path"))
    around = {course_path(path) for path in paths.values()}
    keys = dict(CoursePage.objects.live().filter(path__in=around).values_list("path", "translation_key"))
    found = policies(keys.values())
    is_open = {path for path, key in keys.items() if is_public(found.get(key, Policy(key)))}
    return {pk for pk, path in paths.items() if course_path(path) not in is_open}


def condition(policy: Policy, titles: Mapping[uuid.UUID, str], *, now: datetime) -> str:
    """Say to everybody, in a few words, what a course asks for; "" where it asks for nothing."""
    words: list[str] = []
    if policy.opens_at and now < policy.opens_at:
        words.append(_("Opens on %(day)s.") % {"day": local_day(policy.opens_at)})
    if policy.closes_at:
        until = _("Closed since %(day)s.") if now >= policy.closes_at else _("Open until %(day)s.")
        words.append(until % {"day": local_day(policy.closes_at)})
    if policy.admission == Admission.CODE:
        words.append(_("For people with a code."))
    if policy.admission == Admission.LIST:
        words.append(_("For people on its list."))
    before = [titles[key] for key in policy.required if key in titles]
    if before:
        words.append(_("Comes after: %(courses)s.") % {"courses": ", ".join(before)})
    return " ".join(words)


def conditions(courses: Iterable[CoursePage], *, now: datetime) -> dict[int, str]:
    """Return what each course asks for, in words, by the id of its page. One or two queries."""
    courses = list(courses)
    found = policies(one.translation_key for one in courses)
    required = {key for policy in found.values() for key in policy.required}
    locales = {one.locale_id for one in courses}
    names = CoursePage.objects.filter(translation_key__in=required, locale__in=locales) if required else []
    titles = {(one.locale_id, one.translation_key): one.title for one in names}
    return {
        one.pk: condition(
            found.get(one.translation_key, Policy(one.translation_key)),
            {key: title for (locale, key), title in titles.items() if locale == one.locale_id},
            now=now,
        )
        for one in courses
    }
