import pytest
from hypothesis.database import DirectoryBasedExampleDatabase, InMemoryExampleDatabase

from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.example_store import MOST, ExampleStore

EXAMPLE = Example(type="hang", base={"type": "hang"}, edits=(Edit(("call",), None),))


def store(database, **options):
    """A store for a handler."""
    return ExampleStore(database=database, **{"handler": "app:app"} | options)


def numbered(number):
    """One of many examples."""
    return Example(type="hang", base={"type": "hang", "timestamp": number})


class Down(InMemoryExampleDatabase):
    """A database that does not answer."""

    asked = 0

    def fetch(self, key):
        """Raise what a server raises that is down."""
        self.asked += 1
        raise ConnectionError("no answer from whs-4f0c2a91b7de")

    def save(self, key, value):
        """Raise it again."""
        self.fetch(key)


def test_what_one_run_saves_the_next_one_has(tmp_path):
    """Failing examples are apart from those that only reached something new."""
    store(DirectoryBasedExampleDatabase(tmp_path)).save("failing", EXAMPLE)

    assert store(DirectoryBasedExampleDatabase(tmp_path)).examples("failing") == [EXAMPLE]
    assert store(DirectoryBasedExampleDatabase(tmp_path)).examples("interesting") == []


def test_another_handler_has_examples_of_its_own():
    """One database serves many handlers."""
    database = InMemoryExampleDatabase()
    store(database).save("failing", EXAMPLE)

    assert store(database, handler="other:app").examples("failing") == []


def test_no_key_tells_the_name_of_a_handler():
    """A URL may be known to few."""
    database = InMemoryExampleDatabase()

    store(database, handler="https://example.com/hooks/4f0c2a91").save("failing", EXAMPLE)

    assert all(b"4f0c2a91" not in key for key in database.data)


def test_the_order_is_the_same_for_any_database():
    """A database may keep its examples in any order."""
    one, other = InMemoryExampleDatabase(), InMemoryExampleDatabase()
    examples = [numbered(number) for number in range(20)]
    for example in examples:
        store(one).save("failing", example)
    for example in reversed(examples):
        store(other).save("failing", example)

    assert store(one).examples("failing") == store(other).examples("failing")


def test_what_is_broken_is_skipped_with_a_count():
    """So is what another version wrote. Nothing in it is run."""
    database = InMemoryExampleDatabase()
    own = store(database)
    own.save("failing", EXAMPLE)
    [key] = database.data
    database.save(key, b"\x80\x04cos\nsystem\n")
    database.save(key, b'{"version":0}')

    assert own.examples("failing") == [EXAMPLE]
    assert [str(skip) for skip in own.skips()] == [
        "2 saved examples: from another version of this package, or broken"
    ]


def test_an_example_with_a_secret_in_it_is_not_saved():
    """What a handler's source compares may be its secret."""
    database = InMemoryExampleDatabase()
    own = store(database, masks=(("whs-4f0c2a91b7de", "$VAPI_SECRET"),))

    own.save("interesting", Example(type="hang", base={"type": "hang", "token": "whs-4f0c2a91b7de"}))

    assert own.examples("interesting") == []


def test_a_run_saves_no_more_than_the_next_one_reads(monkeypatch):
    """A database does not grow without end."""
    monkeypatch.setitem(MOST, "interesting", 3)
    database = InMemoryExampleDatabase()
    own = store(database)

    for number in range(5):
        own.save("interesting", numbered(number))

    assert len(own.examples("interesting")) == 3


def test_no_more_is_read_than_a_run_can_use(monkeypatch):
    """Whatever others have put into it."""
    database = InMemoryExampleDatabase()
    for number in range(5):
        store(database).save("failing", numbered(number))
    monkeypatch.setitem(MOST, "failing", 3)

    assert len(store(database).examples("failing")) == 3


def test_what_no_longer_fails_is_varied_further():
    """It was worth something once."""
    database = InMemoryExampleDatabase()
    own = store(database)
    own.save("failing", EXAMPLE)

    own.no_longer_fails(EXAMPLE)

    assert own.examples("failing") == []
    assert own.examples("interesting") == [EXAMPLE]


def test_a_database_that_fails_is_named_once_and_not_asked_again():
    """Its error is told without secrets."""
    database = Down()
    own = store(database, masks=(("whs-4f0c2a91b7de", "$VAPI_SECRET"),))

    assert own.examples("failing") == []
    own.save("failing", EXAMPLE)

    assert database.asked == 1
    assert [str(skip) for skip in own.skips()] == [
        "the database of examples: ConnectionError: no answer from $VAPI_SECRET"
    ]


@pytest.mark.parametrize("why", ["failing", "interesting"])
def test_nothing_is_said_of_a_database_that_works(why):
    """Nor of an empty one."""
    own = store(InMemoryExampleDatabase())

    assert own.examples(why) == []
    assert list(own.skips()) == []
