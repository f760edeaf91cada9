import pytest
from hypothesis.database import (
    DirectoryBasedExampleDatabase,
    GitHubArtifactDatabase,
    InMemoryExampleDatabase,
    MultiplexedDatabase,
    ReadOnlyDatabase,
)

from pytest_vapi_contract.errors import BadOption
from pytest_vapi_contract.fuzzing.databases import database_of, is_database_source
from tests.fuzzing.redis_server import free_port, redis_server


def test_a_path_is_a_directory(tmp_path):
    """As text or as a path; it need not exist."""
    for source in (str(tmp_path / "a"), tmp_path / "a"):
        assert database_of(source) == DirectoryBasedExampleDatabase(tmp_path / "a")


def test_artifacts_of_github_are_only_read():
    """Nothing is asked of GitHub before something is looked for."""
    database = database_of("github:acme/voice-app")

    assert database == ReadOnlyDatabase(GitHubArtifactDatabase("acme", "voice-app"))


def test_a_database_of_hypothesis_is_taken_as_it_is():
    """So any other database can be used."""
    database = InMemoryExampleDatabase()

    assert database_of(database) is database


def test_of_several_databases_all_are_read_and_written(tmp_path):
    """Such as a directory beside the artifacts of a repository."""
    first, second = InMemoryExampleDatabase(), InMemoryExampleDatabase()
    second.save(b"key", b"old")

    database = database_of([first, second])
    database.save(b"key", b"new")

    assert isinstance(database, MultiplexedDatabase)
    assert set(first.fetch(b"key")) == {b"new"}
    assert set(database.fetch(b"key")) == {b"old", b"new"}


def test_a_redis_server_keeps_what_is_saved(tmp_path):
    """What one process saves is there for another one that has the same server."""
    with redis_server(tmp_path) as url:
        database_of(url).save(b"key", b"value")

        assert list(database_of(url).fetch(b"key")) == [b"value"]


def test_a_redis_server_need_not_be_there_to_name_it():
    """That it does not answer is known when it is asked."""
    pytest.importorskip("redis")

    assert database_of(f"redis://127.0.0.1:{free_port()}/0") is not None


@pytest.mark.parametrize("source", ["redis://:hunter2@host:port/0", "postgres://hunter2@host", "github:acme"])
def test_another_name_is_refused_without_repeating_secrets(source):
    """A URL may have a password in it."""
    with pytest.raises(BadOption) as caught:
        database_of(source)

    assert "hunter2" not in str(caught.value)
    assert "database" in str(caught.value)


def test_redis_is_an_extra(monkeypatch):
    """The advice is the command that installs it."""
    monkeypatch.setattr("pytest_vapi_contract.fuzzing.databases.find_spec", lambda name: None)

    with pytest.raises(BadOption, match=r"pip install 'pytest-vapi-contract\[redis\]'"):
        database_of("redis://127.0.0.1:6379/0")


@pytest.mark.parametrize("value", [7, "", None, [], ["a", 7], object()])
def test_anything_else_is_no_database(value):
    """Nor is a list of nothing."""
    assert not is_database_source(value)


@pytest.mark.parametrize("value", ["a", ["a", InMemoryExampleDatabase()], InMemoryExampleDatabase()])
def test_what_may_name_a_database(value):
    """A text, a database, or a list of them."""
    assert is_database_source(value)
