"""Forms of the admin: a cohort in its own local time, its due dates, and a list of people."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from accounts.models import User
from core.templatetags.trellis import local_name
from learning.models import Cohort, CoursePage


class LocalMomentField(forms.DateTimeField):
    """A wall-clock time without a zone; the form knows which zone is meant."""

    widget = AdminDateTimeInput

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> datetime | None:
        text = super(forms.DateTimeField, self).to_python(value) if not isinstance(value, str) else value.strip()
        if not text:
            return None
        for known in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M"):
            try:
                return datetime.strptime(str(text), known)  # noqa: DTZ007  the zone comes from the form
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def moment_in(local: datetime, zone: str) -> datetime:
    """Return the instant at which clocks in `zone` show `local`; raise ValidationError where they skip it in spring.

    In autumn, when they show it twice, the first one is meant.
    """
    moment = local.replace(tzinfo=ZoneInfo(zone))
    if moment.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        raise ValidationError(_("In that night the clocks are put forward: this time does not exist."))
    return moment


def wall_clock(moment: datetime | None, zone: str) -> str:
    if moment is None or is_naive(moment):
        return ""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def course_choices() -> list[tuple[str, str]]:
    """Return each course once, by key, with the title in the language that came first."""
    titles = dict(reversed(CoursePage.objects.order_by("pk").values_list("translation_key", "title")))
    return sorted(((str(key), title) for key, title in titles.items()), key=lambda pair: pair[1].casefold())


class CohortForm(WagtailAdminModelForm):
    course = forms.ChoiceField(label=gettext_lazy("Course"))
    teacher_address = forms.EmailField(
        label=gettext_lazy("Teacher's e-mail address"),
        required=False,
        help_text=gettext_lazy("Of an account that is there. Notes who was at live sessions; of a class sees numbers alone."),
    )
    opens = LocalMomentField(label=gettext_lazy("Code works from"), required=False)
    closes = LocalMomentField(label=gettext_lazy("Code works until"), required=False)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(name, name.replace("_", " ")) for name in settings.WAGTAIL_USER_TIME_ZONES],
        help_text=gettext_lazy("The times above, and all due dates, are local time there."),
    )

    class Meta:
        model = Cohort
        fields = ("name", "is_class", "capacity", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one: Cohort = self.instance
        course: Any = self.fields["course"]
        course.choices = course_choices()
        course.disabled = one.pk is not None and one.enrolments.exists()  # people are in it for this course
        self.initial |= {
            "course": str(one.course_key or ""),
            "teacher_address": one.teacher.email if one.teacher else "",
            "opens": wall_clock(one.opens_at, one.time_zone),
            "closes": wall_clock(one.closes_at, one.time_zone),
        }

    def clean_teacher_address(self) -> str:
        address: str = self.cleaned_data["teacher_address"]
        self.instance.teacher = User.objects.filter(email__iexact=address, is_active=True).first() if address else None
        if address and self.instance.teacher is None:
            raise ValidationError(_("There is no account with this address."))
        return address

    def clean_is_class(self) -> bool:
        """Who joined as one of a group must not become anonymous numbers, nor pupils names, behind their backs."""
        is_class: bool = self.cleaned_data["is_class"]
        if (
            self.instance.pk
            and is_class != Cohort.objects.get(pk=self.instance.pk).is_class
            and self.instance.enrolments.exists()
        ):
            raise ValidationError(_("There are people in it already: make a new one."))
        return is_class

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        zone = cleaned.get("time_zone") or "UTC"
        for name in ("opens", "closes"):
            local = cleaned.get(name)
            try:
                setattr(self.instance, f"{name}_at", moment_in(local, zone) if local else None)
            except ValidationError as error:
                self.add_error(name, error)
        opens, closes = self.instance.opens_at, self.instance.closes_at
        if opens and closes and opens >= closes:
            self.add_error("closes", _("The code has to begin to work before it ends."))
        if cleaned.get("course"):
            self.instance.course_key = uuid.UUID(cleaned["course"])
        return cleaned


class DueDatesForm(forms.Form):
    """One moment for each lesson of the cohort's course, in the cohort's own time; empty for none."""

    def __init__(self, *args: Any, cohort: Cohort, lessons: list[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = cohort.time_zone
        known = {one.lesson_key: one.at for one in cohort.due_dates.all()}
        for key, title in lessons:
            initial = wall_clock(known.get(key), self.zone)
            self.fields[str(key)] = LocalMomentField(label=title, required=False, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, local in list(cleaned.items()):
            try:
                cleaned[name] = moment_in(local, self.zone) if local else None
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned


class PeopleListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("The first row names the columns: e-mail, name, language, cohort, in any order."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.filter(is_class=False),
        label=gettext_lazy("Cohort"),
        required=False,
        help_text=gettext_lazy("For rows that name none."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[(code, local_name(code)) for code, _name in settings.LANGUAGES],
        help_text=gettext_lazy("For new people whose row names none."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 1_000_000:
            raise ValidationError(_("The file is larger than one megabyte."))
        return file
