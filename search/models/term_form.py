from django.db import models


class TermForm(models.Model):
    """A word that the site has seen: its folded form, its folded lemma in a language, and how it was written.

    A word typed without marks cannot be lemmatised (`artisti`); here it is known once `artiști` has been seen. Rows
    stay when their document goes, so nothing may be shown from here that has no public hit.
    """

    form = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    lemma = models.CharField(max_length=100)
    display = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "language", "lemma"], name="search_form_once")]

    def __str__(self) -> str:
        return self.form


class FormTrigram(models.Model):
    """Three letters in a row of a form, its ends marked by spaces; forms that share many are spelt alike."""

    trigram = models.CharField(max_length=3)
    term_form = models.ForeignKey(TermForm, on_delete=models.CASCADE, related_name="trigrams")

    class Meta:
        indexes = [models.Index(fields=["trigram", "term_form"], name="search_trigram_form")]
