"""One machine, as `make run` starts it. `DEBUG` decides whether errors show their trace."""

from config.env import DEBUG as DEBUG
from config.settings.base import *

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
