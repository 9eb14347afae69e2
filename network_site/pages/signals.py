"""What pages tell that Wagtail has no word for."""

from django.dispatch import Signal

rewritten = Signal()  # `instance`: the words of a live page were changed in place, and must go from every copy at once
