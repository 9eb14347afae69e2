"""Where people look: each surface of the matrix as the addresses it consists of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .secrets import TOKEN, Base, Made


@dataclass(frozen=True)
class Visit:
    address: str
    method: str = "get"
    headers: tuple[tuple[str, str], ...] = ()
    editor_first: bool = False  # an editor asks for the same before, as a shared cache would see it

    def __str__(self) -> str:
        return " ".join([self.method.upper(), self.address, *(f"{name}: {value}" for name, value in self.headers)])


@dataclass(frozen=True)
class Surface:
    number: int
    name: str
    visits: Callable[[Base, Made], list[Visit]]
    statuses: tuple[int, ...] = field(default=(200, 301, 302, 404))


def members(*addresses: str) -> Callable[[Base, Made], list[Visit]]:
    """Fixed addresses, and after them those of somebody in the directory."""

    def visits(base: Base, made: Made) -> list[Visit]:
        own = f"/members/{base.member.key}/"
        lists = ["/members/", f"/members/?can_help={base.theme.slug}", "/members/?country=KZ", own, f"{own}contact/"]
        rooms = [
            "/discussions/",
            "/work/",
            "/desk/",
            "/desk/triage/",
            "/desk/hidden/",
            "/reviews/",
            "/account/events/",
            *made.more,
        ]
        return [Visit(address) for address in (*addresses, *lists, *rooms)]

    return visits


def fixed(*addresses: str) -> Callable[[Any, Any], list[Visit]]:
    return lambda base, made: [Visit(address) for address in addresses]


def names(*addresses: str) -> Callable[[Base, Made], list[Visit]]:
    """Fixed addresses, and those at which names are offered in a room."""
    return lambda base, made: [Visit(address) for address in (*addresses, *made.names)]


def related(base: Base, made: Made) -> list[Visit]:
    """Pages that anybody may read and that the secret is tied to."""
    pages = (base.city.pages.get(), base.practice, base.withheld, base.event, base.coming, base.about)
    return [Visit(page.get_url()) for page in pages] + [
        Visit(base.work.get_absolute_url()),
        Visit("/themes/canary-theme/"),
    ]


def data(base: Base, made: Made) -> list[Visit]:
    lists = [
        "/api/v1/practices/", "/api/v1/practices/?country=FR", "/api/v1/practices/?country=KE", "/api/v1/practices/?theme=canary-theme",
        "/api/v1/cities/", "/api/v1/cities/?country=KE", "/api/v1/events/", "/api/v1/resources/", "/api/v1/themes/", "/api/v1/themes/canary-theme",
        f"/api/v1/search/?q={TOKEN}", "/api/v1/search/?country=fr", "/api/v1/openapi.json",
        f"/api/v1/practices/{base.practice.pk}", f"/api/v1/practices/{base.withheld.pk}", f"/api/v1/events/{base.event.pk}",
        f"/api/v1/cities/KE/{TOKEN}ville",
    ]  # fmt: skip
    own = [f"/api/v1/{kind}/{made.page.pk}" for kind in ("practices", "events")] if made.page else []
    return [Visit(address) for address in lists + own]


def documents(base: Base, made: Made) -> list[Visit]:
    document = made.document
    if document is None:
        return []
    right, stored = f"/documents/{document.pk}/{document.filename}", document.file.name
    return [
        Visit(right), Visit(right, "head"), Visit(right, "options"), Visit(right, "post"),
        Visit(right, headers=(("Range", "bytes=0-3"),)),
        Visit(right, headers=(("If-None-Match", f'"{document.file_hash}"'),)),
        Visit(right, headers=(("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT"),)),
        Visit(f"/documents/{document.pk}/other.pdf"), Visit(f"/documents/{document.pk}/"),
        Visit(f"/media/{stored}"), Visit(f"/media/documents/{document.filename}"), Visit(f"/static/{stored}"),
    ]  # fmt: skip


def images(base: Base, made: Made) -> list[Visit]:
    image = made.image
    if image is None:
        return []
    stem = image.filename.rpartition(".")[0]
    guesses = [
        f"/media/images/{stem}.{spec}" for spec in ("max-165x165.png", "width-640.format-webp.webp", "original.png")
    ]
    return [
        Visit(address)
        for address in [
            f"/media/{image.file.name}",
            f"/media/images/{image.filename}",
            *guesses,
            f"/images/{image.pk}/",
        ]
    ]


def previews(base: Base, made: Made) -> list[Visit]:
    if made.page is None:
        return []
    start = f"/admin/pages/{made.page.pk}"
    return [
        Visit(f"{start}/view_draft/"),
        Visit(f"{start}/edit/preview/"),
        Visit(f"{start}/revisions/{made.page.latest_revision_id}/view/"),
    ]


def heads(base: Base, made: Made) -> list[Visit]:
    """The secret's own address, by every method, and what a shared link to it would show."""
    address = (
        made.address or made.page.get_url()
        if made.address or made.page
        else f"/documents/{made.document.pk}/{made.document.filename}"
    )
    methods = ("get", "head", "post", "put", "patch", "delete", "options")
    french = f"/fr{quote(address)}"
    return [Visit(address, method) for method in methods] + [
        Visit(address.rstrip("/")), Visit(french), Visit(f"{address}?preview=true"), Visit(f"{address}x/"),
        Visit("/"), Visit("/about/"),
    ]  # fmt: skip


def caches(base: Base, made: Made) -> list[Visit]:
    own = [visit.address for visit in heads(base, made)[:1]]
    own += [visit.address for visit in documents(base, made)[:1]] + [
        visit.address for visit in previews(base, made)[:1]
    ]
    return [
        Visit(address, editor_first=True)
        for address in [*own, "/", "/search/?q=" + TOKEN, "/feeds/practices.atom", "/sitemap-pages.xml"]
    ]


def cms(base: Base, made: Made) -> list[Visit]:
    addresses = ["/admin/", "/admin/reports/site-history/", "/admin/reports/aging-pages/", "/admin/documents/", "/admin/images/",
                 f"/admin/pages/search/?q={TOKEN}", f"/admin/choose-page/search/?q={TOKEN}", "/admin/documents/chooser/",
                 "/admin/reports/search-gaps/", "/admin/members/", "/admin/users/", "/admin/snippets/cities/city/", "/admin/api/main/pages/?fields=*"]  # fmt: skip
    if made.page:
        parent = made.page.get_parent()
        addresses += [
            f"/admin/pages/{parent.pk}/",
            f"/admin/pages/{made.page.pk}/edit/",
            f"/admin/pages/{made.page.pk}/history/",
        ]
    return [Visit(address) for address in addresses]


SURFACES = {
    surface.number: surface
    for surface in (
        Surface(1, "List / index page, card, map, counter", members(
            "/", "/fr/", "/practices/", "/cities/", "/cities/kazakhstan/", "/cities/kenya/", "/events/", "/resources/", "/themes/", "/themes/canary-theme/", "/adoptions/", "/indicators/", "/indicators/canary/", "/indicators/canary.csv")),
        Surface(2, "Search result (hit, highlight, total, order)", fixed(
            "/search/", "/search/?q=lesson", f"/search/?q={TOKEN}", f"/search/?q=%22about+{TOKEN}%22", "/search/?q=a&page=2", "/search/?type=person", "/search/?q=byline", f"/resources/?q={TOKEN}")),
        Surface(3, "Facet value and facet count", fixed(
            "/search/?theme=canary-theme", "/search/?country=ke", "/search/?country=fr&type=practice", "/practices/?country=fr", "/practices/?country=ke",
            "/practices/?country=kz", "/practices/?theme=canary-theme", "/events/?theme=canary-theme", "/resources/?theme=canary-theme")),
        Surface(4, "Autocomplete, @mention", names(
            f"/search/suggestions/?q={TOKEN[:3]}", f"/search/suggestions/?q={TOKEN[:6]}", f"/search/suggestions/?q=practice+{TOKEN[:4]}", "/search/suggestions/?q=byline", "/search/suggestions/?q=ken")),
        Surface(5, "Suggestion (did you mean, popular, synonyms)", fixed(f"/search/?q={TOKEN[:-1]}i", f"/search/?q={TOKEN[:6]}", "/search/?q=qqqqqq")),
        Surface(6, 'Related, previous/next, "more from"', related),
        Surface(7, "Feed (RSS, Atom, iCal)", fixed(
            "/feeds/practices.atom", "/feeds/events.atom", "/feeds/resources.atom", "/feeds/themes/canary-theme.atom", "/feeds/events.ics",
            f"/search/results.atom?q={TOKEN}", "/search/results.atom?country=ke")),
        Surface(8, "Sitemap, robots.txt", fixed("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-resources.xml", "/sitemap-themes.xml", "/robots.txt")),
        Surface(9, "API (list, detail, filter, find, OpenAPI example)", data),
        Surface(10, "Document URL (GET, HEAD, Range, If-None-Match; storage path)", documents),
        Surface(11, "Image rendition, original, signed dynamic URL", images),
        Surface(12, "Preview link", previews),
        Surface(15, "OG / oEmbed / JSON-LD / <title>, also at the login wall", heads),
        Surface(16, "Shared cache (proxy, Django, browser after log-out)", caches),
        Surface(17, "Admin chooser, listing, report, history, admin API", cms),
        Surface(18, "Export (CSV/XLSX/ZIP/PDF, own-data export)", fixed(
            "/resources/export.bib", "/resources/export.ris", "/resources/export.json", "/resources/export.txt", f"/resources/export.bib?q={TOKEN}",
            f"/search/results.csv?q={TOKEN}", "/search/results.csv?q=lesson", "/search/results.csv?country=ke", "/search/results.csv?q=byline", "/search/results.csv?type=person", f"/search/results.bib?q={TOKEN}")),
    )
}  # fmt: skip
