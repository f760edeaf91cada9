from textwrap import dedent, indent

import pytest

from pytest_vapi_contract.handler_source.reader import words_in

PROPERTIES = {"call", "customer", "number", "status", "endedReason", "cost", "type", "transcript"}


@pytest.fixture
def words(tmp_path):
    """A function that reads the words of what a handler does, or of a whole file."""

    def read(source, *, whole=False):
        file, text = tmp_path / "app.py", dedent(source)
        text = text if whole else f"def handle(message, body):\n{indent(text, '    ')}\n"
        file.write_text(text, encoding="utf-8")
        return words_in([str(file)], PROPERTIES)

    return read


@pytest.mark.parametrize(
    "source",
    [
        'body["message"]["status"]',
        'message.get("status", "unknown")',
        'message.pop("status")',
        '"status" in message',
        "message.status",
        'part_of(message, "status")',
        "class Message:\n    status: str",
        "match message:\n    case {'status': _}:\n        pass",
    ],
)
def test_what_is_read_is_known(words, source):
    """However it is looked up; a name that is of the contract is enough."""
    assert "status" in words(source).read


@pytest.mark.parametrize(
    "source",
    [
        'if message["status"] == "ended": ...',
        'if "ended" == message.get("status"): ...',
        'if message["status"] in ("ended", "busy"): ...',
        'status = message.get("status")\nif status == "ended": ...',
        'status, call = message.get("status"), message.get("call")\nif status == "ended": ...',
        'if (status := message["status"]) and status.strip().lower() == "ended": ...',
        'ENDS = frozenset({"ended", "busy"})\nif message["status"] in ENDS: ...',
        'if message["status"].startswith("ended"): ...',
        "if message.status == 'ended': ...",
        "match message['status']:\n    case 'ended':\n        pass",
        'for status in message["status"]:\n    if status == "ended": ...',
    ],
)
def test_what_a_property_is_compared_with_is_known(words, source):
    """Through variables, methods, sets and tables."""
    found = words(source)

    assert "ended" in found.compared["status"]
    assert "ended" in found.constants


def test_what_is_read_of_a_part_is_known(words):
    """So it can be added where a message does not have it."""
    found = words('customer = message["call"]["customer"]\nprint(customer.get("nickname"))')

    assert found.below == {"message": ("call",), "call": ("customer",), "customer": ("nickname",)}


@pytest.mark.parametrize(
    "source",
    [
        'TABLE = {"ended": 1}\nTABLE[message["status"]]',
        'TABLE = {"ended": 1}\nTABLE.get(message["status"])',
        "match message:\n    case {'status': 'ended'}:\n        pass",
        "match message:\n    case {'call': {'status': 'busy' | 'ended' as status}}:\n        pass",
        'BANDS = (("ended", 1), ("busy", 2))\nfor name, _ in BANDS:\n    message["status"] == name',
        """
        def is_over(status):
            return status == "ended"
        is_over(message["status"])
        """,
        """
        def status_of(message):
            return message.get("status")
        if status_of(message) == "ended": ...
        """,
        """
        def text_at(message, name):
            return message[name] if message[name] == "ended" else ""
        text_at(message, "status")
        """,
    ],
)
def test_what_a_property_is_compared_with_is_known_through_tables_patterns_and_functions(words, source):
    """The functions are those of the same file."""
    assert "ended" in words(dedent(source)).compared["status"]


def test_what_a_value_is_given_to_is_known(words):
    """Functions and methods, through variables and functions of the same file."""
    found = words(
        """
        def parts_of(text):
            return range(0, len(text), 10)
        said = message["transcript"]
        if said.strip().isdigit(): int(said)
        parts_of(said)
        first = message["status"][:3]
        """
    )

    assert {"strip", "isdigit", "int", "len"} <= set(found.uses["transcript"])
    assert found.uses["status"] == ("len",)


def test_what_a_function_reads_of_its_argument_is_known(words):
    """What it returns has properties, too; one that calls itself is not followed without end."""
    found = words(
        """
        def customer_of(message):
            return customer_of(message) or (message.get("call") or {}).get("customer")
        print(customer_of(message)["nickname"])
        """
    )

    assert found.below["call"] == ("customer",)
    assert found.below["customer"] == ("nickname",)


def test_numbers_and_lengths_are_known(words):
    """What a length is compared with, and its neighbours."""
    found = words('if len(message["transcript"]) > 160 and message["cost"] < 0.99: ...')

    assert found.compared == {"transcript": (160,), "cost": (0.99,)}
    assert found.lengths == (159, 160, 161)


def test_wiring_and_texts_for_people_are_left_out(words):
    """What is called at the top of a module, and docstrings, say nothing of messages."""
    found = words(
        '''
        """All about hang."""
        app = FastAPI(title="Webhook")
        def f(message):
            """Say nothing of 7."""
            return message
        ''',
        whole=True,
    )

    assert found.constants == ()


def test_a_file_that_cannot_be_read_has_no_words(tmp_path):
    """The others still have theirs."""
    broken, good = tmp_path / "broken.py", tmp_path / "good.py"
    broken.write_text("def (", encoding="utf-8")
    good.write_text("def f(message):\n    message['call']", encoding="utf-8")

    assert words_in([str(tmp_path / "none.py"), str(broken), str(good)], PROPERTIES).read == {"call"}


@pytest.mark.parametrize("number", ["1e999", f"1{'0' * 400}"])
def test_a_number_that_is_too_large_to_count_with_is_no_constant(words, number):
    """Nothing lies between it and another one."""
    found = words(f"if message['cost'] in ({number}, 5): ...").constants

    assert [each for each in found if not isinstance(each, str)] == [5]


def test_an_expression_may_be_nested_too_deep(words):
    """The other files have their words all the same."""
    words("x = " + " + ".join(["1"] * 20_000), whole=True)
