from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page


def require_streams(page: Page) -> None:
    """Raise ValidationError for required streams that hold no block: Django takes an empty stream for a value."""
    streams = (field for field in page._meta.get_fields() if isinstance(field, StreamField) and not field.blank)
    empty = {field.name: _("This field is required.") for field in streams if not len(getattr(page, field.name))}
    if empty:
        raise ValidationError(empty)
