"""The one API of the site: apps give it routers, `config/api.py` puts them together."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from core.api.errors import complete
from core.api.problem import problem

log = logging.getLogger(__name__)


class JsonParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise HttpError(415, "")
        return super().parse_body(request)


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    if isinstance(error.__cause__, HttpError):  # what the parser raised, in the wrapping that ninja gives it
        return problem(error.__cause__.status_code)
    is_ours = error.status_code not in {400, 403, 429}  # the words of ninja for these are for developers
    return problem(error.status_code, str(error) if is_ours else "")


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": [str(step) for step in one["loc"]], "what": one["msg"]} for one in error.errors]
    return problem(422, errors=errors)


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500)


class SiteApi(NinjaAPI):
    """Whatever goes wrong below it is answered as problem+json."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, parser=JsonParser())
        self.add_exception_handler(AuthenticationError, lambda request, error: problem(401))
        self.add_exception_handler(Http404, lambda request, error: problem(404))
        self.add_exception_handler(MultiPartParserError, lambda request, error: problem(400))
        self.add_exception_handler(SuspiciousOperation, lambda request, error: problem(400))
        self.add_exception_handler(RequestDataTooBig, lambda request, error: problem(413))
        self.add_exception_handler(HttpError, _refused)
        self.add_exception_handler(ValidationError, _invalid)
        self.add_exception_handler(Exception, _broken)

    def get_openapi_operation_id(self, operation: Any) -> str:
        name: str = operation.view_func.__name__
        return name

    def get_openapi_schema(self, **options: Any) -> Any:
        document = super().get_openapi_schema(**options)
        complete(document)
        return document

    def create_response(self, request: HttpRequest, data: Any, **options: Any) -> HttpResponse:
        response = super().create_response(request, data, **options)
        response["Cache-Control"] = "private, no-cache"
        return response
