"""How organisers see an event in the CMS: before, the record, after."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


EVENT = [
    MultiFieldPanel(
        [
            *Page.content_panels,
            row("kind", "published_on"),
            row("series", "number_in_series"),
            FieldPanel("organisers"),
        ],
        _("Event"),
    ),
    MultiFieldPanel(
        [
            row("starts_on", "starts_at"),
            row("ends_on", "ends_at"),
            FieldPanel("time_zone"),
            FieldPanel("place"),
            FieldPanel("join_url"),
            FieldPanel("called_off"),
        ],
        _("When and where"),
        help_text=_("Times are shown in the event's own zone and, beside it, in the reader's."),
    ),
    MultiFieldPanel([FieldPanel("languages"), FieldPanel("interpretation")], _("Languages")),
    MultiFieldPanel([row("registration", "capacity"), FieldPanel("how_to_register")], _("Taking part")),
    FieldPanel("agenda"),
]
RECORD = [
    MultiFieldPanel([FieldPanel("introduction"), FieldPanel("reading_minutes")], _("Introduction")),
    InlinePanel(
        "takeaways", heading=_("Takeaways"), label=_("Takeaway"),
        help_text=_("Each keeps its number and address for ever: others link to them."),
    ),
    InlinePanel("resource_list", heading=_("Resource list"), label=_("Resource")),
    InlinePanel("summary_documents", heading=_("Summary documents"), label=_("Document")),
    MultiFieldPanel([row("recording_url", "recording_minutes"), FieldPanel("chapters"), FieldPanel("captions"), FieldPanel("transcript")], _("Recording")),
]  # fmt: skip
PEOPLE = [
    FieldPanel("attribution"),
    InlinePanel(
        "speakers",
        heading=_("Speakers"),
        label=_("Speaker"),
        help_text=_("Name somebody only if they agreed; otherwise give the role."),
    ),
]


def edit_handler(promote_panels, settings_panels) -> TabbedInterface:
    """The tabs of the event editor."""
    return TabbedInterface(
        [
            ObjectList(EVENT, heading=_("Event")),
            ObjectList(RECORD, heading=_("Record")),
            ObjectList(PEOPLE, heading=_("Speakers")),
            ObjectList(promote_panels, heading=_("Promote")),
            ObjectList(settings_panels, heading=_("Settings")),
        ]
    )
