"""A live session in the admin, in the local time of where it is held."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from core.queries.nearest import nearest
from learning.enums import Activity, SessionMode
from learning.forms.cohort import LocalMomentField, moment_in, wall_clock
from learning.local_time import zone_of
from learning.models import Cohort, CoursePage, LessonPage, LiveSession
from learning.queries.timeline import course_path
from learning.services.save_session import save_session


def lesson_choices() -> list[tuple[str, str]]:
    """Return key and title of every lesson that is held live, published or not, under the title of its course."""
    lessons = nearest(LessonPage.objects.filter(activity=Activity.LIVE), language=settings.LANGUAGE_CODE)
    paths = {course_path(one.path) for one in lessons.values()}
    titles = dict(CoursePage.objects.filter(path__in=paths).values_list("path", "title"))
    named = {key: (titles[course_path(one.path)], one.title) for key, one in lessons.items() if course_path(one.path) in titles}
    return [(str(key), f"{course}: {title}") for key, (course, title) in sorted(named.items(), key=lambda pair: pair[1])]


class LiveSessionForm(WagtailAdminModelForm):
    lesson = forms.ChoiceField(label=gettext_lazy("Lesson"))
    cohort = forms.ModelChoiceField(
        Cohort.objects.order_by("name"),
        label=gettext_lazy("For"),
        required=False,
        empty_label=gettext_lazy("Everybody who takes part in the course"),
        help_text=gettext_lazy("Nobody else knows of the session of a cohort."),
    )
    begins = LocalMomentField(label=gettext_lazy("Begins"))
    ends = LocalMomentField(label=gettext_lazy("Ends"))
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(name, name.replace("_", " ")) for name in settings.WAGTAIL_USER_TIME_ZONES],
        help_text=gettext_lazy("The times above are local time there; everybody reads them in their own."),
    )
    join_link = forms.URLField(
        label=gettext_lazy("Link to join"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only those who take part see it. It may follow later: they are told."),
    )
    is_called_off = forms.BooleanField(
        label=gettext_lazy("Called off"),
        required=False,
        help_text=gettext_lazy("Those who take part get an e-mail, and their calendars take it out."),
    )

    class Meta:
        model = LiveSession
        fields = ("cohort", "mode", "place", "join_link", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one: LiveSession = self.instance
        lesson: Any = self.fields["lesson"]
        lesson.choices = [("", "–"), *lesson_choices()]
        for name in ("lesson", "cohort"):  # people have it in their calendars: for others there is another session
            self.fields[name].disabled = one.pk is not None
        zone = one.time_zone if one.pk else zone_of(self.for_user)
        known = {"begins": wall_clock(one.starts_at, zone), "ends": wall_clock(one.ends_at, zone)} if one.pk else {}
        self.initial |= {
            "lesson": str(one.lesson_key or ""), "time_zone": zone, "is_called_off": one.is_cancelled, **known,
        }  # fmt: skip

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        if "://" in place:
            raise ValidationError(_("A link belongs into its own field: everybody who can read the lesson reads the place."))
        return place

    def clean_join_link(self) -> str:
        link: str = self.cleaned_data["join_link"]
        if link and not link.startswith("https://"):
            raise ValidationError(_("The link has to begin with https://"))
        return link

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name, attribute in (("begins", "starts_at"), ("ends", "ends_at")):
            if cleaned.get(name) and cleaned.get("time_zone"):
                try:
                    setattr(self.instance, attribute, moment_in(cleaned[name], cleaned["time_zone"]))
                except ValidationError as error:
                    self.add_error(name, error)
        one = self.instance
        if not self.errors and one.starts_at >= one.ends_at:
            self.add_error("ends", _("A session has to begin before it ends."))
        if cleaned.get("mode") == SessionMode.ONLINE:
            cleaned["place"] = ""
        elif not cleaned.get("place"):
            self.add_error("place", _("Say where it is held."))
        if cleaned.get("mode") == SessionMode.PLACE:
            cleaned["join_link"] = ""
        self._take_lesson(cleaned)
        return cleaned

    def _take_lesson(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("lesson"):
            return
        self.instance.lesson_key = uuid.UUID(cleaned["lesson"])
        cohort = cleaned.get("cohort")
        if cohort is None or self.instance.pk:
            return
        pages = LessonPage.objects.filter(translation_key=self.instance.lesson_key)
        paths = {course_path(page.path) for page in pages}
        if not CoursePage.objects.filter(path__in=paths, translation_key=cohort.course_key).exists():
            self.add_error("cohort", _("This cohort takes another course."))

    def save(self, commit: bool = True) -> LiveSession:
        """Write through the service, which numbers changes and tells people of them."""
        one: LiveSession = super().save(commit=False)
        if not commit:
            return one
        return save_session(session=one, is_cancelled=self.cleaned_data["is_called_off"], now=timezone.now())
