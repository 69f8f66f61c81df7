"""A yes/no search becomes an open question in the rep's own words."""

import pytest

from refcoach.core.openers import opened


@pytest.mark.parametrize(
    ("closed", "made"),
    [
        ("Do you know anyone who keeps bees in Kent?", "Who do you know who keeps bees in Kent?"),
        ("So, do you happen to know somebody else in your choir who is moving?", "Who do you know in your choir who is moving?"),
        ("Do you know any vets near Selby?", "Who comes to mind when you think of vets near Selby?"),
        ("Is there anyone you know at the mill who plans a new line?", "Who do you know at the mill who plans a new line?"),
        ("Can you think of anybody who just sold a farm?", "Who can you think of who just sold a farm?"),
    ],
)
def test_it_is_turned_open(closed: str, made: str) -> None:
    assert opened(closed) == made


@pytest.mark.parametrize(
    "other", ["", "Does your brother own the mill?", "Who runs the mill?", "Do you know anyone?", "Are there any houses for sale?"]
)
def test_what_is_asked_in_another_way_is_left_alone(other: str) -> None:
    assert opened(other) == ""
