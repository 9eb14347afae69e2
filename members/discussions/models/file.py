"""Files that hang on posts: cleaned before anybody else sees one, and seen by those who read the post."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.accounts.permissions import is_member
from network_site.safeguarding.handed_in import FileState, HandedIn

from .post import Post


class PostFileQuerySet(models.QuerySet["PostFile"]):
    def visible_to(self, viewer) -> "PostFileQuerySet":
        """Clean ones of posts a viewer may read; one's own also before, and while their post is not yet sent."""
        if not is_member(viewer):
            return self.none()
        read = Q(post__in=Post.objects.visible_to(viewer).values("pk"))
        seen = read & Q(state=FileState.CLEAN)
        seen |= read & Q(uploaded_by=viewer)
        seen |= Q(post=None, uploaded_by=viewer)
        return self.filter(seen)

    def held(self, form_key, by) -> "PostFileQuerySet":
        """Those somebody has chosen for a post that is not yet sent."""
        return self.filter(post=None, form_key=form_key, uploaded_by=by)


class PostFile(HandedIn):
    """A file with a post. Until the post is sent it is held under the key of its form, so that no mistake loses it."""

    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = PostFileQuerySet.as_manager()

    class Meta(HandedIn.Meta):
        constraints = [
            models.UniqueConstraint(fields=["uploaded_by", "form_key", "digest"], name="a_file_once_a_post"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("discussions:file", args=[self.key])
