"""Where this machine's Chromium is, if it has one."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find() -> str | None:
    """Return the path named by CHROMIUM, or the first browser found."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), MAC]
    return next((path for path in candidates if path and os.path.exists(path)), None)


if __name__ == "__main__":
    path = find()
    sys.stdout.write(f"{path or ''}\n")
    sys.exit(0 if path else 1)
