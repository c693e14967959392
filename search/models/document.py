from django.db import models


class IndexedDocument(models.Model):
    """A search document as it was when it was indexed: the original texts, from which answers are made.

    The engine keeps the analysed words beside it, under the same primary key.
    """

    key = models.CharField(max_length=200, unique=True)
    source = models.CharField(max_length=100)
    source_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=50)
    locale = models.CharField(max_length=10)
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    published = models.DateTimeField(db_index=True)
    boost = models.FloatField(default=1.0)
    cover_seed = models.CharField(max_length=100, blank=True)
    keywords = models.TextField(blank=True)  # one a line
    # How often each term stands in each field, as `search.statistics` writes it.
    statistics = models.TextField(blank=True)
    # How often the row was written. A search server keeps it, and nothing older takes the place of what is newer.
    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["source", "source_id"], name="search_document_source")]

    def __str__(self) -> str:
        return self.key


class IndexedFacet(models.Model):
    document = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="facets", db_index=False)
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "name", "value"], name="search_facet_once")]
        indexes = [models.Index(fields=["name", "value", "document"], name="search_facet_value")]


class IndexedPassage(models.Model):
    """A passage of a document; the engine finds it under the same primary key. `seconds` from the start of a video."""

    document = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="passages")
    text = models.TextField()
    anchor = models.CharField(max_length=200, blank=True)
    seconds = models.FloatField(null=True)
