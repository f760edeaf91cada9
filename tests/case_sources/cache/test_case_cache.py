"""The cases of a run, and those that earlier runs have prepared."""

from itertools import islice

import pytest

from pytest_vapi_contract.case_sources.cache import (
    CACHE,
    CaseCache,
    CaseFile,
    case_cache,
    file_name,
    shipped_key,
)
from pytest_vapi_contract.contract import shipped as shipped_contract
from tests.exchanges import small_cases

CONTRACT = shipped_contract()


def never(*_):
    """Nothing has to be prepared."""
    raise AssertionError("it was prepared again")


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    """A cache for these tests alone."""
    monkeypatch.setenv(CACHE, str(tmp_path))
    return tmp_path


def opened(make=small_cases, seed=0):
    """The cache of a run."""
    return CaseCache.open(make, CONTRACT, seed)


def prepared(category="conforming", type="hang", seed=0):
    """What a first run takes, and keeps."""
    cache = opened(seed=seed)
    cases = list(cache.cases(category, type, CONTRACT, seed))
    cache.save()
    return cases


@pytest.fixture
def shipped(tmp_path_factory, monkeypatch):
    """What comes with the package: two cases of one series, and all of another."""
    folder = tmp_path_factory.mktemp("shipped")
    path = folder / file_name(0, shipped_key(CONTRACT.bundle))
    cache = CaseCache(make=small_cases, contract=CONTRACT, locate=lambda: path)
    list(islice(cache.cases("conforming", "hang", CONTRACT, 0), 2))
    list(cache.cases("mutation", "hang", CONTRACT, 0))
    cache.save()
    monkeypatch.setattr(case_cache, "shipped_directory", lambda: folder)
    return path


def test_the_second_run_prepares_nothing():
    """It has the cases of the first."""
    first = prepared()

    assert list(opened(never).cases("conforming", "hang", CONTRACT, 0)) == first


def test_a_run_that_takes_more_has_the_rest_prepared():
    """And keeps it for the next one."""
    for count in (1, 2, 3):
        cache = opened()
        taken = list(islice(cache.cases("conforming", "hang", CONTRACT, 0), count))
        cache.save()
        assert taken == list(small_cases("conforming", "hang", CONTRACT, 0))[:count]

    kept = opened(never).cases("conforming", "hang", CONTRACT, 0)
    assert list(islice(kept, 3)) == taken


def test_what_a_run_does_not_take_is_kept():
    """A run of one type does not lose what another one has prepared."""
    first = prepared(type="hang")
    prepared(type="model-output")

    assert list(opened(never).cases("conforming", "hang", CONTRACT, 0)) == first


def test_what_is_not_new_is_copied_unread(monkeypatch):
    """To read it and to write it again takes as long as to prepare it, when the time of a run is over."""
    first = prepared(type="hang")
    cache = opened()
    list(cache.cases("conforming", "model-output", CONTRACT, 0))
    with monkeypatch.context() as patched:
        patched.setattr(CaseFile, "read", never)
        cache.save()

    assert list(opened(never).cases("conforming", "hang", CONTRACT, 0)) == first


def test_each_seed_has_its_cases(directory):
    """In a file of its own."""
    assert prepared(seed=1) != prepared(seed=2)
    assert len(list(directory.iterdir())) == 2


def test_cases_of_another_contract_are_not_taken_from_it():
    """Nor kept."""
    other = shipped_contract("2026-04-22")
    cache = opened()

    cases = list(cache.cases("conforming", "hang", other, 0))
    cache.save()

    assert cases == list(small_cases("conforming", "hang", other, 0))
    assert opened(never).file.names == frozenset()


def test_a_run_that_prepares_nothing_writes_nothing(directory):
    """The file stays as it is."""
    prepared()
    [path] = directory.iterdir()
    before = path.read_bytes()

    cache = opened(never)
    list(cache.cases("conforming", "hang", CONTRACT, 0))
    path.write_bytes(before + b"touched")
    cache.save()

    assert path.read_bytes() == before + b"touched"


def test_a_broken_file_is_replaced(directory):
    """Its cases are prepared again."""
    first = prepared()
    [path] = directory.iterdir()
    path.write_bytes(b"broken")

    assert prepared() == first
    assert list(opened(never).cases("conforming", "hang", CONTRACT, 0)) == first


def test_cases_that_cannot_be_read_are_prepared_again():
    """Those of another version, whose family is gone."""
    first = prepared()
    cache = opened()
    cache.file.write({"conforming/hang/0.json": '{"cases": [{"family": "Z999"}], "origins": []}'})

    assert list(opened().cases("conforming", "hang", CONTRACT, 0)) == first


def test_what_json_cannot_say_is_not_kept():
    """All the rest is."""
    cache = opened(lambda *_: [small])
    small = next(small_cases("conforming", "hang", CONTRACT, 0)).with_body({"message": float("nan")})
    list(cache.cases("conforming", "hang", CONTRACT, 0))
    list(cache.series("other.json", lambda: small_cases("conforming", "hang", CONTRACT, 0)))
    cache.save()

    assert opened(never).file.names == {"other.json"}


def test_without_a_directory_cases_are_prepared_once(monkeypatch):
    """For the run alone."""
    monkeypatch.setenv(CACHE, "off")
    cache = opened()

    first = list(cache.cases("conforming", "hang", CONTRACT, 0))
    cache.make = never
    cache.save()

    assert list(cache.cases("conforming", "hang", CONTRACT, 0)) == first
    assert cache.file is None


def test_runs_at_the_same_time_do_not_disturb_each_other():
    """Whoever is last leaves its cases."""
    one, two = opened(), opened()
    for cache, type in ((one, "hang"), (two, "model-output")):
        list(cache.cases("conforming", type, CONTRACT, 0))
    one.save()
    two.save()

    assert opened(never).file.names == {"conforming/model-output/0.json"}
    assert list(one.cases("conforming", "hang", CONTRACT, 0))


def test_shipped_cases_are_not_prepared(shipped, directory):
    """Nor kept: they are there already, for the first run too."""
    cache = opened(never)

    taken = list(islice(cache.cases("conforming", "hang", CONTRACT, 0), 2))
    mutations = list(cache.cases("mutation", "hang", CONTRACT, 0))
    cache.save()

    assert taken == list(islice(small_cases("conforming", "hang", CONTRACT, 0), 2))
    assert mutations == list(small_cases("mutation", "hang", CONTRACT, 0))
    assert list(directory.iterdir()) == []


def test_what_is_shipped_without_its_end_is_continued_from_what_is_kept(shipped):
    """The first run that needs more prepares it, and no later one."""
    first = prepared()

    cache = opened(never)

    assert first == list(small_cases("conforming", "hang", CONTRACT, 0))
    assert list(cache.cases("conforming", "hang", CONTRACT, 0)) == first
    assert cache.file.names == {"conforming/hang/0.json"}


def test_what_is_shipped_is_not_touched(shipped):
    """It may belong to somebody else, and be read by many."""
    before, at = shipped.read_bytes(), shipped.stat().st_mtime_ns

    prepared()

    assert (shipped.read_bytes(), shipped.stat().st_mtime_ns) == (before, at)


@pytest.mark.parametrize("content", [b"", b"broken"])
def test_shipped_cases_that_cannot_be_read_are_prepared(shipped, content):
    """As if there were none."""
    shipped.write_bytes(content)

    assert prepared() == list(small_cases("conforming", "hang", CONTRACT, 0))


def test_shipped_cases_of_other_sources_are_not_taken(shipped, monkeypatch):
    """Someone has edited the installed package, say."""
    monkeypatch.setattr(case_cache, "shipped_key", lambda bundle: "0" * 32)

    cache = opened()

    assert list(cache.cases("conforming", "hang", CONTRACT, 0))
    assert cache.shipped.names == frozenset()
    assert isinstance(cache.file, CaseFile)
