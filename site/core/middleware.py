from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from core.api.problem import KIND, problem

_WITHOUT_LOCALE = ("/.well-known/", "/admin/", "/api/", "/credentials/", "/media/", "/static/", "/transcripts/")


class PageLocaleMiddleware(LocaleMiddleware):
    """As Django's own, but what is missing in admin, files and data stays missing: it has no address in a locale."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(_WITHOUT_LOCALE):
            return response
        return super().process_response(request, response)


class PrivatePagesMiddleware:
    """A page is made for its reader (names, forms, signed addresses): nobody between may keep it unless its view says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private"
        return response


class ApiProblemsMiddleware:
    """Below `/api/` every error is problem+json, whoever says it: no such address, a wrong method, a wrong host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith("/api/") or response.get("Content-Type") == KIND:
            return response
        kept = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
        return problem(response.status_code, headers=kept)
