from django import template
from django.urls import reverse

from members.accounts.permissions import is_member

from ..models import Note, Question
from ..permissions import can_close

register = template.Library()


@register.inclusion_tag("asking/components/question_link.html", takes_context=True)
def question_of(context, thread) -> dict:
    """On a question's thread: for its asker the way to say what helped, for those who keep it the way to who was asked."""
    if not thread.space.is_of_question:
        return {}
    viewer = context["request"].user
    question = Question.objects.visible_to(viewer).filter(thread=thread).first()
    if question is None:
        return {}
    runs = Question.objects.queue_of(viewer).filter(pk=question.pk).exists()
    return {"question": question, "closes": can_close(viewer, question), "runs": runs}


@register.inclusion_tag("asking/components/notes_about.html")
def notes_about(kind: str, key) -> dict:
    """The public notes that link to a thing; for everybody the same."""
    return {"notes": list(Note.objects.visible_to(None).about(kind, str(key)).in_order()[:6])}


@register.simple_tag(takes_context=True)
def ask_address(context, words: str = "") -> str:
    """Where members ask the network, with words to begin with; nothing for everybody else."""
    from urllib.parse import urlencode

    request = context.get("request")
    if request is None or not is_member(getattr(request, "user", None)):
        return ""
    return f"{reverse('asking:ask')}?{urlencode({'q': words[:140]})}" if words else reverse("asking:ask")
