import json

from pytest_vapi_contract.contract import shipped


def test_a_sample_can_be_printed(command):
    """One sample is indented, several stand one on a line, and the seed decides."""
    one = json.loads(command("sample", "session.created", "--seed", "3").output)
    many = [
        json.loads(line)
        for line in command("sample", "session.created", "--seed", "2", "--count", "2").output.splitlines()
    ]
    small = json.loads(command("sample", "session.created", "--minimal").output)

    assert one == many[1]
    assert one != many[0]
    assert len(small) <= len(one)
    assert shipped().standing(one) == "conforming"


def test_a_sample_can_be_like_production(command):
    """With `--observed` a sample has a string token, as traffic has."""
    message = json.loads(command("sample", "model-output", "--observed").output)

    assert message["type"] == "model-output"
    assert shipped().standing(message) != "violating"


def test_mutations_can_be_listed(command):
    """Each mutation has a line with its id and its reason; as JSON, with the body."""
    lines = command("mutations", "hang").output.splitlines()
    objects = [json.loads(line) for line in command("mutations", "hang", "--json").output.splitlines()]

    assert [line.split()[0] for line in lines] == [each["id"] for each in objects]
    assert len(lines) < 100
    assert set(objects[0]) == {"id", "kind", "at", "keyword", "why", "body"}
    assert {shipped().standing(objects[0]["body"])} == {"violating"}
