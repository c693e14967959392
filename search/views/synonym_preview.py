from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from search.analysis.query import LONGEST
from search.models.synonym_group import single_words
from search.queries.synonym_preview import FIRST, preview
from search.queries.synonyms import Group

TEMPLATE = "search/admin/synonym_preview.html"
PERMISSIONS = ("search.add_synonymgroup", "search.change_synonymgroup")
_LONGEST_GROUP = 2_000


@require_POST
def synonym_preview(request: HttpRequest) -> HttpResponse:
    """The results of `asked` before and after: `words` and `language` as they stand in the form, `group` is its key."""
    if not any(request.user.has_perm(name) for name in PERMISSIONS):
        raise PermissionDenied
    text, key = request.POST.get("asked", "").strip()[:LONGEST], request.POST.get("group", "")
    language = request.POST.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else ""
    if not text:
        return render(request, TEMPLATE, {"error": _("Type what somebody may search for.")})
    try:
        group = Group(language, tuple(single_words(request.POST.get("words", "")[:_LONGEST_GROUP])))
    except ValidationError as error:
        return render(request, TEMPLATE, {"error": " ".join(error.messages)})
    reader = language or settings.LANGUAGE_CODE
    found = preview(text, reader, group, instead_of=int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None)
    return render(request, TEMPLATE, {"preview": found, "text": text, "first": FIRST})
