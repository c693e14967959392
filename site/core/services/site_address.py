from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

_PORTS = {"http": 80, "https": 443}


def follow_base_url() -> None:
    """Let the site answer under BASE_URL: canonical addresses, feeds and mails are made from its row."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or _PORTS[address.scheme]
    for site in Site.objects.filter(is_default_site=True).exclude(hostname=address.hostname, port=port):
        site.hostname, site.port = address.hostname, port
        site.save()
