"""Addresses below a locale, and those of the API, which have none."""

from django.urls import path

from learning.api import api
from learning.views import classroom, desk, joining, reading, reminders

urlpatterns = [
    path("my/", desk.show_desk, name="desk"),
    path("my/read/<uuid:lesson>/", reading.post_reading, name="mark_read"),
    path("my/leave/<uuid:course>/", joining.leave, name="leave_course"),
    path("my/classes/<uuid:public_id>/", classroom.show_class, name="class"),
    path("my/reminders/", reminders.choose, name="choose_reminders"),
    path("my/reminders/off/<str:token>/", reminders.off, name="reminders_off"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join, name="join"),
]

api_urlpatterns = [path("", api.urls)]
