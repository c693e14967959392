from django.urls import path

from search.views.click import click
from search.views.description import description
from search.views.results import results
from search.views.suggest import suggest

urlpatterns = [
    path("", results, name="search"),
    path("opensearch.xml", description, name="search_description"),
    path("click", click, name="search_click"),
    path("suggest", suggest, name="search_suggest"),
]
