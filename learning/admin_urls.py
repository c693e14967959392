"""Addresses below the admin."""

from django.urls import path

from learning.views import cohort, course_report, enrolments, live_session, people_list, submissions

app_name = "learning"
urlpatterns = [
    path("cohorts/<int:cohort_id>/members/", cohort.show_members, name="members"),
    path("cohorts/<int:cohort_id>/members/<int:enrolment_id>/remove/", cohort.remove_member, name="remove_member"),
    path("cohorts/<int:cohort_id>/members/add/", cohort.put_in, name="add_member"),
    path("cohorts/<int:cohort_id>/code/", cohort.another_code, name="another_code"),
    path("cohorts/<int:cohort_id>/due-dates/", cohort.edit_due_dates, name="due_dates"),
    path("cohorts/<int:cohort_id>/sheet/", cohort.print_sheet, name="sheet"),
    path("sessions/<int:session_id>/attendance/", live_session.attendance_in_admin, name="attendance"),
    path("import/", people_list.look, name="import"),
    path("import/confirm/", people_list.confirm, name="confirm_import"),
    path("reports/", course_report.list_reports, name="reports"),
    path("reports/<uuid:course>/", course_report.show_report, name="report"),
    path("reports/<uuid:course>/lessons/<uuid:lesson>/", course_report.show_curve, name="report_curve"),
    path("reports/<uuid:course>/people/<uuid:public_id>/", course_report.show_person, name="report_person"),
    path("enrolments/", enrolments.EnrolmentReport.as_view(), name="enrolments"),
    path("enrolments/results/", enrolments.EnrolmentReport.as_view(results_only=True), name="enrolments_results"),
    path("work/", submissions.SubmissionReport.as_view(), name="submissions"),
    path("work/results/", submissions.SubmissionReport.as_view(results_only=True), name="submissions_results"),
]
