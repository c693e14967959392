"""Addresses below the admin."""

from django.urls import path

from search.views.report import report
from search.views.synonym_preview import synonym_preview

app_name = "search_admin"
urlpatterns = [
    path("report/", report, name="report"),
    path("synonyms/preview/", synonym_preview, name="synonym_preview"),
]
