"""Behind a proxy that speaks HTTPS, on files that `collectstatic` named by their content."""

from config.settings.base import *

DEBUG = False
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
