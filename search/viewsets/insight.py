"""What editors set for the search: recommendations and synonyms."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.models import PromotedResult, SynonymGroup


class PromotedResultViewSet(SnippetViewSet):
    model = PromotedResult
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = (
        Column("shown_title", label=_("Title")),
        Column("query_lines", label=_("Searches"), accessor=lambda row: ", ".join(row.query_lines)),
        Column("language", label=_("Language"), accessor="language_words", sort_key="language"),
        Column("starts_on", label=_("From"), sort_key="starts_on"),
        Column("ends_on", label=_("Until"), sort_key="ends_on"),
        Column("position", label=_("Position"), sort_key="position"),
    )
    list_filter = ("language",)
    search_fields = ("queries", "title", "page__title", "url")
    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("queries"), FieldPanel("language")], heading=_("Who asks for this")),
        MultiFieldPanel(
            [FieldPanel("page"), FieldPanel("url"), FieldPanel("title"), FieldPanel("note")], heading=_("is led to this")
        ),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("position")], heading=_("When and where")),
    ]


class SynonymGroupViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ("__str__", Column("language", label=_("Language"), accessor="language_words", sort_key="language"))
    list_filter = ("language",)
    search_fields = ("words",)
    panels: ClassVar[list[Panel]] = [
        FieldPanel("words"),
        FieldPanel("language"),
        HelpPanel(template="search/admin/synonym_panel.html", heading=_("What it changes")),
    ]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Search")
    menu_icon = "search"
    menu_order = 330
    items = (PromotedResultViewSet, SynonymGroupViewSet)
