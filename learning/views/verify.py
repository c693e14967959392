from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.queries.certificate import find_certificate
from learning.throttle import Throttle
from learning.verify_code import canonical, grouped, is_well_formed

# A code has 130 random bits: this keeps machines from trying, it does not keep codes safe. So a genuine code is answered all
# the same: behind a proxy everybody may seem to have one address. Nobody reads codes from paper faster.
MISSES = Throttle("verify", most=30, seconds=60)


def _answer(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    answer = render(request, "learning/verify.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def show_form(request: HttpRequest) -> HttpResponse:
    """Ask for a code. What is typed there leads to the page of the certificate."""
    typed = request.GET.get("code", "").strip()[:200]
    if not typed:
        return _answer(request, {})
    code = canonical(typed)
    if is_well_formed(code):
        return redirect("verify_code", code=code)
    return _answer(request, {"outcome": "mistyped", "typed": typed}, 404)


@require_safe
def show_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether there is a certificate with this code, and what it says: no more than stands on it."""
    known = canonical(code)
    certificate = find_certificate(known)
    if certificate is None:
        address = request.META.get("REMOTE_ADDR", "")
        if MISSES.is_over(address):
            return _answer(request, {"outcome": "too_fast"}, 429)
        MISSES.count(address)
        outcome = "unknown" if is_well_formed(known) else "mistyped"
        return _answer(request, {"outcome": outcome, "typed": grouped(known) if outcome == "unknown" else code[:200]}, 404)
    if known != code:
        return redirect("verify_code", code=known)
    outcome = certificate.state(timezone.now()).value
    forgotten = certificate.user.anonymised_at is not None
    return _answer(request, {"outcome": outcome, "certificate": certificate, "forgotten": forgotten})
