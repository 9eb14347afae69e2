from importlib.metadata import version

import pytest
from packaging.version import Version

FLOORS = {
    "wagtail": "8.0.1",
    "django": "5.2.19",
    "django-allauth": "65.21.1",
    "willow": "1.12.0",
    "pillow": "13.0.0",
    "modelsearch": "1.3.2",
}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_sup_02_no_library_is_older_than_its_last_known_fix(name, floor):
    assert Version(version(name)) >= Version(floor)
