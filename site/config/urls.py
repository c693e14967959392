from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from config.api import api
from core import urls as page_urls
from core.sitemaps import PageSitemap
from core.views import operation
from learning.urls import credential_urlpatterns
from media_pipeline.views import files, transcript
from search.views import api as search_api

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("api/search", search_api.search, name="api-search"),
    path("api/", RedirectView.as_view(pattern_name="api:openapi-view")),
    path("api/", api.urls),
    path("", include(credential_urlpatterns)),
    path("transcripts/<uuid:public_id>/<str:language>.txt", transcript.download, name="transcript_text"),
    path("healthz", operation.healthz),
    path("readyz", operation.readyz),
    path("favicon.ico", operation.favicon),
    path("robots.txt", operation.robots),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}),
    # A web server in front may send the files, but who may have them is asked here (`media_pipeline.hand_over`).
    path("media/access/<uuid:public_id>", files.access, name="media_access"),
    path("media/signed/<str:token>/<path:path>", files.serve_signed, name="signed_file"),
    path("media/<path:path>", files.serve, name="public_file"),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.account.urls")),
    path("search/", include("search.urls")),
    path("", include("learning.urls")),
    path("", include(page_urls)),
)
