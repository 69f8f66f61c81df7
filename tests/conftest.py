"""For all tests."""

import pytest
from hypothesis import settings

SOUND_RERUNS = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sound runs in real time: on a machine that is busy with other things a hole in it proves nothing until it happens again."""
    for item in items:
        if item.get_closest_marker("sound"):
            item.add_marker(pytest.mark.flaky(reruns=SOUND_RERUNS))


# What a property holds for must not depend on how busy the machine is.
settings.register_profile("refcoach", deadline=None)
settings.load_profile("refcoach")
