from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

_WITHOUT_LOCALE = ("/admin/", "/api/", "/media/", "/static/", "/transcripts/")


class PageLocaleMiddleware(LocaleMiddleware):
    """As Django's own, but what is missing in admin, files and data stays missing: it has no address in a locale."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(_WITHOUT_LOCALE):
            return response
        return super().process_response(request, response)
