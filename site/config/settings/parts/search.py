"""The public search. Wagtail's own search stays for the admin (`parts/wagtail.py`)."""

from config.env import SEARCH_STATISTICS as SEARCH_STATISTICS
from config.env import SEARCH_URL as SEARCH_URL
