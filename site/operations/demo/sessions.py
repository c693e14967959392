"""The demo's live lesson as it was held a week ago, with a list of who was there, and as it will be in a week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learning.models import Cohort, LiveSession
from learning.queries.session_people import listed
from learning.services.note_attendance import note_attendance
from learning.services.save_session import save_session
from operations.demo.cohorts import EVENING, ZONE
from operations.demo.content import read
from operations.demo.ids import demo_id

LESSON = "open-hour"
HELD, COMING = "held", "coming"
DAYS = {HELD: -7, COMING: 7}  # from the day the demo is loaded
LINK = "https://meet.example.org/open-hour"


@transaction.atomic
def put_sessions() -> int:
    """Make the sessions that are missing; return how many. The people of the cohort have to be there."""
    now = timezone.now()
    cohort = Cohort.objects.select_related("teacher").get(public_id=demo_id("cohort", "cycle-3"))
    missing = [key for key in DAYS if not LiveSession.objects.filter(public_id=demo_id("session", key)).exists()]
    for key in missing:
        session = _put_session(key, cohort, now)
        if key == HELD and cohort.teacher is not None:
            _note(session, by=cohort.teacher, now=now)
    return len(missing)


def _put_session(key: str, cohort: Cohort, now: datetime) -> LiveSession:
    day = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=DAYS[key])
    begins = datetime.combine(day, EVENING, tzinfo=ZoneInfo(ZONE))
    session = LiveSession(
        public_id=demo_id("session", key),
        lesson_key=demo_id("page", LESSON),
        cohort=cohort,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        time_zone=ZONE,
        join_link=LINK,
    )
    return save_session(session=session, is_cancelled=False, now=now)


def _note(session: LiveSession, *, by: User, now: datetime) -> None:
    came = [demo_id("account", key) for key, data in read("learners").items() if data["was_there"]]
    people = listed(session)
    there = [one for one in people if one.public_id in came]
    note_attendance(session=session, shown=people, there=there, by=by, now=now)
