"""How the tests are shared among processes: a file stays whole, and everything in the browser stays with its one site.

pytest-xdist's own groups (`xdist_group`) write the group into a test's name, which pytest 9 does not let them: without
this, each process would start a site of its own and build the whole leak matrix anew.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/browser/"


class Sharing(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser takes longest, so that it begins first: one process is with it while the others do the rest."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))
