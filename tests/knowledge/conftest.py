"""The shipped knowledge, loaded once."""

import pytest

from communique.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()
