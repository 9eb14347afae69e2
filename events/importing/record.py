"""What a document says about an event, and nothing that it does not say."""

from dataclasses import dataclass, field, replace

from practices.resources.citations import Citation, parse_citation


@dataclass(frozen=True)
class TakeawayText:
    """One takeaway: its first sentence, and the rest in paragraphs."""

    heading: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True)
class ResourceReference:
    """One entry of a resource list."""

    citation: Citation

    @property
    def raw(self) -> str:
        return self.citation.raw

    @classmethod
    def read(cls, text: str, link: str = "") -> "ResourceReference":
        """Read an entry; an address it is linked to stands in where its words give none."""
        citation = parse_citation(text)
        return cls(citation if citation.url else replace(citation, url=link))


@dataclass(frozen=True)
class WebinarRecord:
    """A record as read: dates as ISO strings, texts as paragraphs; None or empty where the document is silent."""

    title: str = ""
    publication_date: str | None = None
    event_date: str | None = None
    content_type: str | None = None
    reading_minutes: int | None = None
    intro: tuple[str, ...] = ()
    takeaways: tuple[TakeawayText, ...] = ()
    resources: tuple[ResourceReference, ...] = ()
    language: str = ""
    warnings: tuple[str, ...] = field(default=())

    def as_json(self) -> dict:
        """The record in the form in which readings are compared."""
        return {
            "title": self.title or None,
            "publication_date": self.publication_date,
            "event_date": self.event_date,
            "content_type": self.content_type,
            "reading_minutes": self.reading_minutes,
            "intro": "\n\n".join(self.intro),
            "takeaways": [{"heading": row.heading, "body": "\n\n".join(row.body)} for row in self.takeaways],
            "resources": [
                {
                    "title": row.citation.title,
                    "year": str(row.citation.year) if row.citation.year else None,
                    "authors": row.citation.authors_text or None,
                }
                for row in self.resources
            ],
        }
