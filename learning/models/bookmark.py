from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Bookmark(models.Model):
    """A page that somebody wants to find again, whatever its kind and in whatever language it is read then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookmarks")
    page_key = models.UUIDField(_("page"), help_text=_("The translation key of the page."))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints = [models.UniqueConstraint(fields=["user", "page_key"], name="bookmark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.page_key}"
