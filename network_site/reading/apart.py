"""The process that reads one file: a line of JSON and the file come in, a line of JSON goes out, and nothing is kept."""

import json
import resource
import sys
from pathlib import Path

import django
from django.conf import settings

LOCALES = Path(__file__).resolve().parents[2] / "locale"


def main() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (head["memory"], head["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (head["seconds"], head["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    settings.configure(USE_I18N=True, LOCALE_PATHS=[str(LOCALES)], LANGUAGE_CODE="en")
    django.setup()
    from django.utils.translation import override

    from .bounded import as_plain
    from .reader import UnreadableDocument, read

    with override(head["language"]):
        try:
            answer = as_plain(read(sys.stdin.buffer.read(), head["name"]))
        except UnreadableDocument as refusal:
            answer = {"refusal": str(refusal)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
