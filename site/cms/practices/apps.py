from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "cms.practices"
    label = "practices"
