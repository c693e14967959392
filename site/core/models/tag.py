from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class Tag(TagBase):
    """A free word that an editor adds. Each tagged model has its own through model; the words are shared."""

    slug = models.SlugField(_("slug"), unique=True, max_length=100, allow_unicode=True)
    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(tag, allow_unicode=True)
        return f"{slug}_{i}" if i is not None else slug
