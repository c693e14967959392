from django.urls import path

from search.letters import ALL, ONE
from search.views.click import click
from search.views.description import description
from search.views.letters_off import off
from search.views.results import results
from search.views.saved import change, save, show_saved
from search.views.suggest import suggest

urlpatterns = [
    path("", results, name="search"),
    path("opensearch.xml", description, name="search_description"),
    path("click", click, name="search_click"),
    path("suggest", suggest, name="search_suggest"),
    path("saved/", show_saved, name="saved_searches"),
    path("saved/new/", save, name="save_search"),
    path("saved/<uuid:public_id>/", change, name="saved_search"),
    path("saved/letter/off/<str:token>/", off, {"about": ONE}, name="search_letter_off"),
    path("saved/letters/off/<str:token>/", off, {"about": ALL}, name="search_letters_off"),
]
