"""How many posts came while somebody reads. Asking changes nothing and tells nobody that they are there."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import ngettext

from ..models import Post, Thread
from .rooms import RoomView

MOST = 99


class NewsView(RoomView):
    """For the page of a thread: the number of shown posts of others after a number, in words."""

    sends_forms = False

    def get(self, request: HttpRequest, key) -> HttpResponse:
        thread = self.one(Thread.objects.visible_to(self.user), key)
        asked = request.GET.get("after", "")
        after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else thread.last_number
        rows = Post.objects.visible_to(self.user).shown().filter(thread=thread, number__gt=after)
        many = rows.exclude(author=self.user)[:MOST].count()
        words = ngettext("%(many)d new post", "%(many)d new posts", many) % {"many": many} if many else ""
        return JsonResponse({"many": many, "words": words})
