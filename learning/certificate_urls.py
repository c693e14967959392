"""Addresses of the admin's pages about certificates, below `/admin/certificates/`."""

from django.urls import path

from learning.views import certificate_desk as desk

app_name = "certificates"
urlpatterns = [
    path("", desk.CertificateIndexView.as_view(), name="index"),
    path("results/", desk.CertificateIndexView.as_view(results_only=True), name="index_results"),
    path("issue/", desk.issue, name="issue"),
    path("<int:pk>/", desk.show, name="show"),
    path("<int:pk>/name/", desk.name, name="name"),
    path("<int:pk>/revoke/", desk.revoke, name="revoke"),
]
