"""The API of the site, `/api/`: what every app adds to it. `/api/openapi.json` describes it, `/api/docs` shows that."""

from ninja.security import django_auth

from core.api.reference import Reference
from core.api.site_api import SiteApi
from learning.api import router as learning

api = SiteApi(
    title="Trellis",
    version="1",
    description=(
        "What the site knows, for programs.\n\nA program acts for the person whose session cookie it sends; what it changes "
        "needs the CSRF token in the header `X-CSRFToken` as well.\n\nSeconds are decimal and of the video, moments are "
        "ISO 8601, clocks are milliseconds since 1970. Courses and lessons are named by a key that their languages share."
    ),
    urls_namespace="api",
    auth=django_auth,
    docs=Reference(),
)
api.add_router("learning/", learning, tags=["Learning"])
