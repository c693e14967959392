"""Addresses below a locale, and those of the API, which have none."""

from django.urls import path

from learning.api import api
from learning.views import desk, reading

urlpatterns = [
    path("my/", desk.show_desk, name="desk"),
    path("my/read/<uuid:lesson>/", reading.post_reading, name="mark_read"),
]

api_urlpatterns = [path("", api.urls)]
