"""Pages of the public data: fifty entries each, up to a page that no database takes for a mistake."""

from typing import Any

from ninja import Field
from ninja.pagination import PageNumberPagination

LAST_PAGE = 100_000


class Pages(PageNumberPagination):
    """Asking for a page beyond the last is an empty list; beyond any list, 422 and one sentence."""

    class Input(PageNumberPagination.Input):
        page: int = Field(1, ge=1, le=LAST_PAGE)

    def __init__(self, page_size: int = 50, **more: Any) -> None:
        super().__init__(page_size, **more)
