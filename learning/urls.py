"""Addresses below a locale, and those of the API, which have none."""

from django.urls import path

from learning.api import api
from learning.views import (
    calendar_feed,
    certificate,
    classroom,
    credential,
    desk,
    joining,
    live_session,
    quiz,
    reading,
    reminders,
    verify,
)

urlpatterns = [
    path("my/", desk.show_desk, name="desk"),
    path("my/read/<uuid:lesson>/", reading.post_reading, name="mark_read"),
    path("my/leave/<uuid:course>/", joining.leave, name="leave_course"),
    path("my/classes/<uuid:public_id>/", classroom.show_class, name="class"),
    path("my/reminders/", reminders.choose, name="choose_reminders"),
    path("my/reminders/off/<str:token>/", reminders.off, name="reminders_off"),
    path("my/calendar/", calendar_feed.choose_feed, name="choose_feed"),
    path("my/calendar/<str:token>.ics", calendar_feed.show_feed, name="calendar_feed"),
    path("my/live/<uuid:lesson>/", live_session.take_part, name="take_part"),
    path("my/sessions/<uuid:public_id>/", live_session.attendance, name="attendance"),
    path("my/sessions/<uuid:public_id>/present/", live_session.say_present, name="say_present"),
    path("my/sessions/<uuid:public_id>.ics", live_session.download_event, name="session_event"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join, name="join"),
    path("my/quiz/<uuid:lesson>/", quiz.post_begin, name="begin_quiz"),
    path("my/attempts/<uuid:public_id>/", quiz.attempt, name="quiz_attempt"),
    path("my/attempts/<uuid:public_id>/answers/", quiz.post_answers, name="quiz_answers"),
    path("my/certificates/<str:code>.pdf", certificate.download_pdf, name="certificate_pdf"),
    path("my/certificates/<str:code>.jwt", certificate.download_credential, name="certificate_credential"),
    path("my/certificates/<str:code>/name/", certificate.post_name, name="certificate_name"),
    # `/verify/<code>/`, which stands on certificates, is sent to the reader's language by the locale middleware.
    path("verify/", verify.show_form, name="verify"),
    path("verify/<str:code>/", verify.show_certificate, name="verify_code"),
]

credential_urlpatterns = [
    path(".well-known/jwks.json", credential.show_keys, name="credential_keys"),
    path("credentials/issuer", credential.show_issuer, name="credential_issuer"),
    path("credentials/keys/<uuid:public_id>", credential.show_key, name="credential_key"),
    path("credentials/achievements/<uuid:course_key>/<str:kind>", credential.show_achievement, name="credential_achievement"),
    path("credentials/status/<int:number>", credential.show_status_list, name="credential_status"),
]

api_urlpatterns = [path("", api.urls)]
