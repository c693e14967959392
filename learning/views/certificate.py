from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from learning.models import Certificate
from learning.printing.pdf import CannotPrintError, draw
from learning.queries.certificate import find_certificate
from learning.queries.sheet import sheet
from learning.services.name_certificate import BadNameError, NameIsSetError, write_name
from learning.services.sign_credential import NothingToSignError, sign_credential

ISSUES = "learning.issue_certificate"  # the right of coordinators


def _certificate(request: HttpRequest, code: str) -> Certificate:
    """Return the certificate for its holder or a coordinator; for everybody else it is not there (Http404)."""
    user, found = cast(User, request.user), find_certificate(code)
    if found is None or (found.user_id != user.pk and not user.has_perm(ISSUES)):
        raise Http404
    return found


def _file(content: bytes | str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
@login_required
def download_pdf(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _certificate(request, code)
    if not certificate.holder_name:
        raise Http404
    try:
        drawn = draw(sheet(certificate))
    except CannotPrintError as error:
        context = {"certificate": certificate, "letters": error.letters}
        return render(request, "learning/certificate_unprintable.html", context, status=422)
    return _file(drawn, "application/pdf", f"certificate-{code}.pdf")


@require_safe
@login_required
def download_credential(request: HttpRequest, code: str) -> HttpResponse:
    try:
        signed = sign_credential(certificate=_certificate(request, code), now=timezone.now())
    except NothingToSignError as error:
        raise Http404 from error
    return _file(signed, "application/vc+jwt", f"certificate-{code}.jwt")


@require_POST
@login_required
def post_name(request: HttpRequest, code: str) -> HttpResponse:
    """The holder writes the name that the account did not know; once."""
    certificate, user = _certificate(request, code), cast(User, request.user)
    if certificate.user_id != user.pk:
        raise Http404
    try:
        write_name(certificate=certificate, user=user, name=request.POST.get("name", ""))
    except BadNameError:
        messages.error(request, _("Please write your name with 1 to 200 letters. Nothing was changed."))
    except NameIsSetError:
        messages.error(request, _("There is a name on this certificate already. A coordinator can put its spelling right."))
    else:
        messages.success(request, _("Your name is on the certificate."))
    return redirect("desk")
