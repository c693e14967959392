from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from learning.models.question_option import random_key
from learning.quizzing.enums import QuestionKind
from learning.quizzing.item import Item, Option
from learning.quizzing.problems import problems


class QuestionForm(WagtailAdminModelForm):
    """The editor's form: a question that nobody could answer right is not stored, and the form says why."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and all(formset.is_valid() for formset in self.formsets.values()):
            found = problems(self._item(cleaned))
            if found:
                raise ValidationError(found)
        return cleaned

    def _item(self, cleaned: dict[str, Any]) -> Item:
        options = sorted(_kept(self.formsets["options"]), key=lambda form: form.cleaned_data.get("ORDER") or 0)
        return Item(
            kind=QuestionKind(cleaned["kind"]),
            options=tuple(_option(form) for form in options),
            number=cleaned["number"],
            tolerance=cleaned["tolerance"],
            texts=_texts(self.formsets["texts"], "prompt"),
        )


def _kept(formset: Any) -> list[Any]:
    deleted = formset.deleted_forms
    return [form for form in formset.forms if form not in deleted and getattr(form, "cleaned_data", None)]


def _texts(formset: Any, *names: str) -> dict[str, dict[str, str]]:
    return {
        form.cleaned_data["language"]: {name: (form.cleaned_data.get(name) or "").strip() for name in names}
        for form in _kept(formset)
        if form.cleaned_data.get("language")
    }


def _option(form: Any) -> Option:
    texts = _texts(form.formsets["texts"], "text", "match")
    return Option(random_key(), random_key(), bool(form.cleaned_data.get("is_right")), texts)
