from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = CharBlock(label=_("What it is"), required=False, max_length=160)

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A file with its kind and size")
        template = "blocks/download.html"

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.last()
        return self.to_python({"document": document.pk if document else None, "label": "Worksheet: one page"})
