from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase
from wagtail.documents.models import AbstractDocument
from wagtail.search import index

from core.models.deletion import Kept30Days, KeptManager, KeptQuerySet
from core.models.image import private_storage
from core.models.tag import Tag


class DocumentTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_documents")
    content_object = models.ForeignKey("core.Document", on_delete=models.CASCADE, related_name="tagged_items")


class DocumentQuerySet(KeptQuerySet["Document"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, so that whoever listens hears of each: its words leave the search."""
        documents = list(self)
        for document in documents:
            document.delete()
        return len(documents), {self.model._meta.label: len(documents)}


class DocumentManager(KeptManager["Document"]):
    queryset_class = DocumentQuerySet


class Document(Kept30Days, AbstractDocument):
    """A file to download. Private storage; Wagtail's view hands it out and asks the collection first."""

    file = models.FileField(_("file"), storage=private_storage, upload_to="documents")
    language = models.CharField(_("language"), max_length=10, blank=True, help_text=_("A BCP 47 code such as nb or sr-Latn."))
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="uploaded_documents",
    )
    tags = TaggableManager(through=DocumentTag, blank=True, verbose_name=_("tags"))

    objects: ClassVar[DocumentManager] = DocumentManager()
    all_objects: ClassVar[models.Manager["Document"]] = models.Manager()

    search_fields = [*AbstractDocument.search_fields, index.FilterField("deleted_at")]
    admin_form_fields = ("title", "file", "language", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
