"""Certificates for coordinators: the list, one of them, putting a name right, revoking, issuing many."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from learning.enums import BatchOutcome
from learning.forms.certificate import IssueForm, NameForm, RevokeForm
from learning.models import Certificate
from learning.printing.typefaces import missing_letters
from learning.services.issue_certificate import NoSuchCourseError
from learning.services.issue_certificates import issue_certificates
from learning.services.name_certificate import BadNameError, HolderForgottenError, correct_name
from learning.services.revoke_certificate import revoke_certificate
from learning.verify_code import canonical

ISSUES = "learning.issue_certificate"
_coordinator = permission_required(ISSUES, raise_exception=True)


def _named(certificate: Certificate) -> str:
    if certificate.user.anonymised_at is not None:
        return _("(forgotten)")
    return certificate.holder_name or _("(no name yet: %(address)s)") % {"address": certificate.user.email}


class CertificateIndexView(IndexView):
    model = Certificate
    permission_policy = ModelPermissionPolicy(Certificate)
    any_permission_required: ClassVar[list[str]] = ["issue"]
    page_title = gettext_lazy("Certificates")
    header_icon = "success"
    index_url_name = "certificates:index"
    index_results_url_name = "certificates:index_results"
    edit_url_name = "certificates:show"
    add_url_name = None
    default_ordering = "-issued_at"
    is_searchable = True
    search_fields = ("holder_name", "course_title", "user__email", "code")
    list_filter: ClassVar[list[str]] = ["kind", "language"]
    columns = (
        TitleColumn(
            "holder_name",
            classname="certificate-name",
            label=gettext_lazy("Name"),
            url_name="certificates:show",
            accessor=_named,
        ),
        Column("course_title", label=gettext_lazy("Course"), sort_key="course_title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=gettext_lazy("State"), accessor=lambda one: one.state(timezone.now()).label),
        DateColumn("issued_at", label=gettext_lazy("Issued"), sort_key="issued_at"),
    )

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Issue to many"), url=reverse("certificates:issue"), icon_name="plus")]

    def get_base_queryset(self) -> "QuerySet[Certificate]":
        return Certificate.objects.select_related("user")

    def search_queryset(self, queryset: "QuerySet[Certificate]") -> "QuerySet[Certificate]":
        """A code is found however it is typed; everything else as Wagtail does."""
        code = canonical(self.search_query or "")
        exact = queryset.filter(code=code)
        return exact if code and exact.exists() else super().search_queryset(queryset)


def _page(request: HttpRequest, certificate: Certificate, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "certificate": certificate,
        "title": certificate.holder_name or _("Without a name"),
        "state": certificate.state(timezone.now()),
        "forgotten": certificate.user.anonymised_at is not None,
        "unprintable": missing_letters(certificate.holder_name),
        "name_form": NameForm(initial={"name": certificate.holder_name}),
        "revoke_form": RevokeForm(),
        **forms,
    }
    return render(request, "learning/admin/certificate.html", context, status=status)


@require_safe
@_coordinator
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Certificate.objects.select_related("user"), pk=pk))


@require_POST
@_coordinator
def name(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.select_related("user"), pk=pk)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            correct_name(certificate=certificate, name=form.cleaned_data["name"], now=timezone.now())
        except BadNameError:
            form.add_error("name", _("A name has 1 to 200 letters that can be seen."))
        except HolderForgottenError:
            form.add_error("name", _("The holder has asked to be forgotten; the certificate bears no name again."))
        else:
            messages.success(request, _("The name is put right; code and contents stay as they are."))
            return redirect("certificates:show", pk)
    return _page(request, certificate, 422, name_form=form)


@require_POST
@_coordinator
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.select_related("user"), pk=pk)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _page(request, certificate, 422, revoke_form=form)
    revoke_certificate(certificate=certificate, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("The certificate is revoked; whoever checks it is told so."))
    return redirect("certificates:show", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_coordinator
def issue(request: HttpRequest) -> HttpResponse:
    """Show what would become of a list of addresses, then issue."""
    form = IssueForm(request.POST or None)
    rows, status = None, 200 if request.method != "POST" else 422
    if form.is_valid():
        is_try = "issue" not in request.POST
        values = {"course_key": form.cleaned_data["course_key"], "kind": form.cleaned_data["kind"]}
        try:
            rows = issue_certificates(**values, addresses=form.address_list, now=timezone.now(), dry_run=is_try)
        except NoSuchCourseError:
            form.add_error("course_key", _("This course is not published any more. Nothing was issued."))
        else:
            status, new = 200, sum(row.outcome == BatchOutcome.ISSUED for row in rows)
            if not is_try:
                messages.success(
                    request,
                    ngettext("%(count)d certificate is issued.", "%(count)d certificates are issued.", new) % {"count": new},
                )
                return redirect("certificates:index")
    ready = sum(row.outcome == BatchOutcome.ISSUED for row in rows or [])
    context = {"form": form, "rows": rows, "ready": ready}
    return render(request, "learning/admin/certificates_issue.html", context, status=status)
