from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import urlpatterns as product


@require_POST
@login_required
def nothing(request: HttpRequest) -> HttpResponse:
    """Take a request as a heartbeat is taken: its token is checked, its session and its user are read."""
    return HttpResponse(status=204)


urlpatterns = [path("nothing", nothing), *product]
