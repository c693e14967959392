"""Addresses below a locale, and those of the API, which have none."""

from django.urls import path

from learning.api import api
from learning.views import desk, quiz, reading

urlpatterns = [
    path("my/", desk.show_desk, name="desk"),
    path("my/read/<uuid:lesson>/", reading.post_reading, name="mark_read"),
    path("my/quiz/<uuid:lesson>/", quiz.post_begin, name="begin_quiz"),
    path("my/attempts/<uuid:public_id>/", quiz.attempt, name="quiz_attempt"),
    path("my/attempts/<uuid:public_id>/answers/", quiz.post_answers, name="quiz_answers"),
]

api_urlpatterns = [path("", api.urls)]
