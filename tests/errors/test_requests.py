from pathlib import Path

import pytest

from pytest_vapi_contract import errors


@pytest.mark.parametrize(
    ("error", "close", "far"),
    [
        (lambda name: errors.UnknownOption(name, ("timeout", "path")), "timout", "zzz"),
        (lambda name: errors.UnknownMessageType(name, ("hang", "timeout")), "hangg", "zzz"),
        (lambda name: errors.UnknownMutation(name, "hang", ("type.null:/a",)), "type.nul:/a", "zzz"),
        (lambda name: errors.UnknownProperty("hang", name, ("call", "phone")), "cal", "zzz"),
        (lambda name: errors.UnknownCheck(name, ("accepts", "survives")), "acepts", "zzz"),
    ],
)
def test_a_name_is_told_with_the_closest_one(error, close, far):
    """A close name becomes a question, and what is far from all names does not."""
    assert "Did you mean" in str(error(close))
    assert "Did you mean" not in str(error(far))


def test_the_known_checks_are_always_listed():
    """The list comes with one space before it, with and without a question."""
    assert "'acepts'. Did you mean 'accepts'? The checks are" in str(
        errors.UnknownCheck("acepts", ("accepts",))
    )
    assert "'zzz'. The checks are accepts." in str(errors.UnknownCheck("zzz", ("accepts",)))


def test_only_our_own_output_can_be_replaced():
    """`--force` is offered for files of ours, and not for those of others."""
    assert "--force" in str(errors.OutputInTheWay(Path("out"), ours=True))
    assert "--force" not in str(errors.OutputInTheWay(Path("out"), ours=False))


def test_a_long_value_is_cut():
    """A text with a value in it stays readable."""
    assert len(str(errors.BadFixedValue("hang", "call", "x" * 5_000, "wrong", observed=False))) < 250
    assert len(str(errors.BadReplay("y" * 5_000, "it is cut off"))) < 200


@pytest.mark.parametrize("option", ["state", "reset"])
def test_each_probe_has_advice_of_its_own(option):
    """The text about a function of the user's says what such a function is."""
    assert "Pass a function without parameters" in str(errors.ProbeFailed(option, "it raised"))
    assert "Pass a function that takes a turn id" in str(errors.ProbeFailed("read", "it raised"))


@pytest.mark.parametrize(("of_function", "told"), [(True, "`reply.value`"), (False, "`reply.body`")])
def test_a_reply_that_is_not_json_says_where_it_is(of_function, told):
    """The text names the attribute that has what came back."""
    assert told in str(errors.ReplyNotJson("it ends early", of_function=of_function))
