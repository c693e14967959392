"""What stands in somebody's calendar: the live sessions they take part in, and what is due for them."""

import uuid
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.addresses import absolute
from core.queries.nearest import nearest
from learning.calendars import Entry, session_entry
from learning.models import CalendarFeed, DueDate, Enrolment, LessonPage, LessonProgress, LiveSession
from learning.queries.live_session import visible_to
from learning.queries.session_people import live_lessons

KEPT = timedelta(days=90)  # how long what has passed stays in the calendar


def feed_owner(token: str) -> User | None:
    """Return whose calendar has this address; None for one that is not, or no longer, good."""
    feed = CalendarFeed.objects.filter(token=token, user__is_active=True).select_related("user").first()
    return feed.user if feed else None


def feed_address(user: User) -> str:
    """Return the whole address of somebody's calendar; "" where there is none."""
    feed = CalendarFeed.objects.filter(user=user).first()
    return absolute(reverse("calendar_feed", args=[feed.token])) if feed else ""


def feed_entries(user: User, *, now: datetime) -> list[Entry]:
    """Return the events of `user` in their language. The same number of queries for any number of them."""
    return [*_sessions(user, since=now - KEPT), *_due(user, since=now - KEPT)]


def _sessions(user: User, *, since: datetime) -> list[Entry]:
    joined = {one.course_key for one in Enrolment.objects.filter(user=user, left_at=None)}
    rows = list(LiveSession.objects.filter(visible_to(user), ends_at__gt=since).select_related("cohort"))
    lessons = live_lessons({one.lesson_key for one in rows}, language=user.language)
    return [
        session_entry(one, lessons[one.lesson_key][0])
        for one in rows
        if one.lesson_key in lessons and (one.cohort_id or lessons[one.lesson_key][1] in joined)
    ]


def _due(user: User, *, since: datetime) -> list[Entry]:
    mine = DueDate.objects.filter(cohort__enrolments__user=user, cohort__enrolments__left_at=None, at__gt=since)
    rows = list(mine.select_related("cohort"))
    keys = {one.lesson_key for one in rows}
    done = LessonProgress.objects.filter(user=user, lesson_key__in=keys).exclude(completed_at=None)
    asked = keys - set(done.values_list("lesson_key", flat=True))
    pages = nearest(LessonPage.objects.live().filter(translation_key__in=asked).defer_streamfields(), language=user.language)
    return [_due_entry(one, pages[one.lesson_key]) for one in rows if one.lesson_key in pages]


def _due_entry(due: DueDate, page: LessonPage) -> Entry:
    """A date that is moved is another row, and the same event."""
    address = absolute(page.get_url())
    return Entry(
        uid=uuid.uuid5(due.cohort.public_id, str(due.lesson_key)),
        sequence=due.sequence,
        changed_at=due.set_at,
        title=_("Due: %(title)s") % {"title": page.title},
        starts_at=due.at,
        text=address,
        address=address,
    )
