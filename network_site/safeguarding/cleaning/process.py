"""The process in which one file is cleaned: bytes in, a line of JSON and bytes out. It has no settings and no database."""

import ctypes
import json
import resource
import sys

MB = 1024 * 1024
MEMORY, CPU_SECONDS, LARGEST_OUT = 2048 * MB, 60, 200 * MB
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000


def limit() -> None:
    """No more memory, time and output than a large document needs; no network where the system can take it away."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUT, LARGEST_OUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)


def main(kind: str) -> int:
    limit()
    from django.conf import settings

    settings.configure(USE_I18N=False)
    from .documents import clean_docx
    from .opendocument import clean_odt
    from .pdfs import clean_pdf
    from .pictures import clean_picture
    from .report import LONGEST_TEXT, Cleaned, Refused
    from .sheets import clean_xlsx
    from .slides import clean_pptx

    cleaners = {"docx": clean_docx, "odt": clean_odt, "pdf": clean_pdf, "pptx": clean_pptx, "xlsx": clean_xlsx}
    refused, cleaned = "", Cleaned(b"")
    try:
        cleaned = cleaners.get(kind, clean_picture)(sys.stdin.buffer.read())
    except Refused as refusal:
        refused = refusal.code
    except MemoryError:
        refused = "bomb"
    head = {
        "refused": refused,
        "removed": cleaned.removed,
        "warnings": cleaned.warnings,
        "text": cleaned.text[:LONGEST_TEXT],
    }
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + cleaned.data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
