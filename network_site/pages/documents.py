"""Handing out documents: to whom, and how a refusal looks."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from .files import NetworkDocument

NOTHING_ACTIVE = "default-src 'none'; sandbox"


@require_safe
def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Hand out a document to whom it is meant for; anybody else gets the page of an address that never existed.

    Nothing of the request but the address is looked at before: a wrong name, a part of the file and “only if it has
    changed” are all answered alike to those who may not. A document's fingerprint and age are told to nobody.
    """
    document = NetworkDocument.objects.visible_to(request.user).filter(pk=document_id).first()
    if document is None or document.filename != document_filename:
        raise Http404
    try:
        file = document.file.open("rb")
    except OSError:
        raise Http404
    document_served.send(sender=NetworkDocument, instance=document, request=request)
    response = FileResponse(file, as_attachment=True, filename=document.filename, content_type=document.content_type)
    response["Content-Security-Policy"] = NOTHING_ACTIVE
    return response
