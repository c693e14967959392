"""What every environment shares: the parts, one subject a file."""

from config.settings.parts.accounts import *
from config.settings.parts.apps import *
from config.settings.parts.database import *
from config.settings.parts.email import *
from config.settings.parts.languages import *
from config.settings.parts.logging import *
from config.settings.parts.media import *
from config.settings.parts.security import *
from config.settings.parts.storage import *
from config.settings.parts.tasks import *
from config.settings.parts.templates import *
from config.settings.parts.wagtail import *
