"""Which course comes after which: by translation key, so that every language has the same order."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import ChoiceField
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.registries.origins import offered_origins

if TYPE_CHECKING:
    from learning.models import CoursePage


def _courses() -> Any:
    return apps.get_model("learning", "CoursePage").objects  # the page type itself asks here when it is made


def _followers() -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return for each course those that it comes after, whichever language says so. One query."""
    pairs = _courses().exclude(prerequisites=None).values_list("translation_key", "prerequisites__translation_key")
    after: dict[uuid.UUID, set[uuid.UUID]] = {}
    for course, required in pairs:
        after.setdefault(course, set()).add(required)
    return after


def refuse_circle(course: "CoursePage", required: Iterable["CoursePage"]) -> None:
    """Raise ValidationError where one of `required` comes, over any number of steps, after `course` itself."""
    after, seen = _followers(), set[uuid.UUID]()
    for one in required:
        ahead = [one.translation_key]
        while ahead:
            key = ahead.pop()
            if key == course.translation_key:
                words = _("“%(title)s” comes after this course itself: nobody could begin either of them.")
                raise ValidationError({"prerequisites": words % {"title": one.title}})
            if key not in seen:
                seen.add(key)
                ahead += after.get(key, ())


class CourseForm(WagtailAdminPageForm):
    """The editor's form of a course: it can come after the courses of its own language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_origins()
        field: Any = self.fields.get("prerequisites")
        if field is None:  # a translation is not asked
            return
        parent = kwargs.get("parent_page")
        locale = parent.locale_id if parent is not None else self.instance.locale_id
        chosen = [one.pk for one in self.instance.prerequisites.all()] if self.instance.pk else []
        offered = _courses().filter(Q(locale=locale, live=True) | Q(pk__in=chosen)).exclude(pk=self.instance.pk)
        field.queryset = offered.order_by("title")

    def _offer_origins(self) -> None:
        """Let the editor choose where the course was made; without an app that has programmes nothing is asked."""
        if "made_in" not in self.fields:
            return
        offered = offered_origins()
        if not offered:
            del self.fields["made_in"]
            return
        known = self.fields["made_in"]
        gone = [(self.instance.made_in, self.instance.made_in)] if self.instance.made_in not in {"", *dict(offered)} else []
        choices = [("", "–"), *offered, *gone]
        self.fields["made_in"] = ChoiceField(label=known.label, help_text=known.help_text, required=False, choices=choices)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "prerequisites" in cleaned:
            try:
                refuse_circle(self.instance, cleaned["prerequisites"])
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned
