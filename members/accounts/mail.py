"""Mail, sent by the worker and never inside a request: how long an answer takes tells nothing of whom it is about."""

from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import override
from django_tasks import task

from .models import normalise_address


def send_later(template: str, to: str, context: dict | None = None, *, language: str = "en") -> None:
    """Queue a mail in the running transaction.

    `template` names `<template>_subject.txt`, `<template>_message.txt` and perhaps `<template>_message.html`; the
    context holds plain values only, and `base_url` is added from the settings, never from a request.
    """
    send.enqueue(template=template, to=normalise_address(to), context=context or {}, language=language)


@task()
def send(template: str, to: str, context: dict, language: str = "en") -> None:
    """Write a mail and send it to one address."""
    values = context | {"base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"), "site_name": settings.WAGTAIL_SITE_NAME}
    with override(language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", values).split())
        message = EmailMultiAlternatives(
            subject, render_to_string(f"{template}_message.txt", values).strip() + "\n", to=[to]
        )
        with suppress(TemplateDoesNotExist):
            message.attach_alternative(render_to_string(f"{template}_message.html", values), "text/html")
    message.send()


def deliver_later(subject: str, text: str, to: str) -> None:
    """Queue a mail that is already written."""
    deliver.enqueue(subject=" ".join(subject.split()), text=text, to=normalise_address(to))


@task()
def deliver(subject: str, text: str, to: str) -> None:
    EmailMultiAlternatives(subject, text, to=[to]).send()
