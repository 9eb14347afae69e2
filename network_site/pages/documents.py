"""Handing out documents: to whom, and how a refusal looks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as hand_out

from .files import NetworkDocument

NOTHING_ACTIVE = "default-src 'none'; sandbox"


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """Hand out a document to whom it is meant for; anybody else gets the page of an address that never existed.

    Who may have it is asked before anything else of the request is looked at: a wrong name, a part of the file and
    “only if it has changed” are all answered alike to those who may not.
    """
    document = NetworkDocument.objects.visible_to(request.user).filter(pk=document_id).first()
    if document is None or document.filename != document_filename:
        raise Http404
    unconditional(request)
    response = hand_out(request, document_id, document_filename)
    if response.status_code >= 300:  # a restriction that Wagtail would answer with its own sign-in page
        raise Http404
    response["Content-Security-Policy"] = NOTHING_ACTIVE
    del response["ETag"]
    del response["Last-Modified"]
    return response


def unconditional(request: HttpRequest) -> None:
    """Forget what the reader's browser says it has: a document's fingerprint and age are never compared, nor told."""
    for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"):
        request.META.pop(name, None)
