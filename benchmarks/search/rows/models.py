"""The same entries as rows, indexed as Wagtail's documentation says, for comparing with its database search."""

from django.db import models
from wagtail.search import index


class Row(index.Indexed, models.Model):
    """One entry: the three texts that search weighs, and the four facets."""

    key = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=255)
    claim = models.TextField(blank=True)
    body = models.TextField(blank=True)
    type = models.CharField(max_length=20, db_index=True)
    theme = models.CharField(max_length=60, db_index=True)
    country = models.CharField(max_length=2, db_index=True)
    evidence = models.CharField(max_length=20, db_index=True)

    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("claim", boost=2),
        index.SearchField("body"),
        index.FilterField("type"),
        index.FilterField("theme"),
        index.FilterField("country"),
        index.FilterField("evidence"),
    ]

    class Meta:
        app_label = "rows"

    def __str__(self) -> str:
        return self.title
