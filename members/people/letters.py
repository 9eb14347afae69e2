"""Letters by mail: a subject, a text, and the same text as plain HTML."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def send(template: str, to: str, context: dict) -> None:
    """Send a letter now; only the worker calls this, never a request.

    `template` names `<template>_subject.txt` and `<template>_message.txt`.
    """
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    text = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    letter = EmailMultiAlternatives(subject, text, to=[to])
    letter.attach_alternative(
        render_to_string("people/mail/letter.html", {"text": text, "subject": subject}), "text/html"
    )
    letter.send()
