"""Addresses below a locale, and those of badges, which have none. Those of the API are in `learning/api`."""

from django.urls import path

from learning.views import (
    certificate,
    classroom,
    cohort_report,
    credential,
    desk,
    joining,
    quiz,
    reading,
    reminders,
    submission,
    verify,
    work_letters,
    writing,
)

urlpatterns = [
    path("my/", desk.show_desk, name="desk"),
    path("my/read/<uuid:lesson>/", reading.post_reading, name="mark_read"),
    path("my/leave/<uuid:course>/", joining.leave, name="leave_course"),
    path("my/classes/<uuid:public_id>/", classroom.show_class, name="class"),
    path("my/cohorts/<uuid:public_id>/", cohort_report.show_cohort, name="cohort_report"),
    path("my/cohorts/<uuid:public_id>/lessons/<uuid:lesson>/", cohort_report.show_curve, name="cohort_curve"),
    path("my/cohorts/<uuid:public_id>/people/<uuid:learner>/", cohort_report.show_person, name="cohort_person"),
    path("my/reminders/", reminders.choose, name="choose_reminders"),
    path("my/reminders/off/<str:token>/", reminders.off, name="reminders_off"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join, name="join"),
    path("my/quiz/<uuid:lesson>/", quiz.post_begin, name="begin_quiz"),
    path("my/attempts/<uuid:public_id>/", quiz.attempt, name="quiz_attempt"),
    path("my/attempts/<uuid:public_id>/answers/", quiz.post_answers, name="quiz_answers"),
    path("my/writing/<uuid:lesson>/", writing.post_writing, name="save_writing"),
    path("my/writing/<uuid:lesson>/draft/", writing.post_draft, name="writing_draft"),
    path("my/work/<uuid:public_id>/", submission.show, name="submission"),
    path("my/work/<uuid:public_id>/messages/", submission.post_message, name="submission_message"),
    path("my/work/letters/", work_letters.choose, name="choose_work_letters"),
    path("my/work/letters/off/<str:token>/", work_letters.off, name="work_letters_off"),
    path("my/files/<uuid:public_id>/", submission.download, name="work_file"),
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
