"""Every address that no view of ours takes is a page of Wagtail's."""

from django.urls import re_path
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_urls

from core.views.page import serve

urlpatterns = [*wagtail_urls[:-1], re_path(serve_pattern, serve, name="wagtail_serve")]
