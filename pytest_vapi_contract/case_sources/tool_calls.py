"""Calls of the user's own tools: with arguments that match their parameters, and with each rule broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count, cycle, islice
from typing import Any

from ..cases.case import Case, Category
from ..cases.condition import ARGUMENTS, MISSING, Path, path_of, value_at
from ..cases.family import BY_VALUE, Family
from ..cases.http_change import HttpChange
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..detail_names import DetailName
from ..json_paths import Object, is_list, is_object, pointer, with_value, without
from ..mutations import each_mutation
from ..round_robin import in_turn
from ..samples import each_covering
from ..samples.observed import flattened
from ..samples.observed.tool_conversation import Asked
from ..samples.tool_arguments import realistic_arguments
from ..samples.tool_messages import message_of_calls
from ..samples.tool_variants import variants
from ..user_tools import ToolContract, UserTools
from ..wire_envelope import envelope

#: Seeds so far from the run's own that no call comes again; those of broken calls are further away.
FAR, FURTHER = 3_000_000, 4_000_000
#: How much is around the first calls like production's.
SIZES: tuple[DetailName, ...] = ("typical", "rich", "minimal")
#: Calls that are in the message with the most.
MANY = 5
#: How many more realistic calls of a tool there are in the end.
MORE = 8
#: What is made from the schema around the parameters, which is ours.
NOT_OF_TOOLS = frozenset({Family.ENUM_NEIGHBOUR})


@dataclass(frozen=True, eq=False)
class ToolCases:
    """All cases that are made for some tools. Each is a call of its own, with ids of its own."""

    tools: UserTools
    contract: Contract
    seed: int = 0
    #: How the request of a call differs for a tool with a server of its own.
    changes: Mapping[str, HttpChange] = field(default_factory=dict[str, HttpChange])

    def cases_of(self, category: Category) -> Iterator[Case]:
        """The cases of a category, each tool in turn; none for one that is not about tools."""
        make = MAKERS.get(category)
        return make(self) if make else iter(())

    def valid(self) -> Iterator[Case]:
        """Calls that must be answered."""
        numbers = count(self.seed + FAR)
        yield from in_turn([self._valid(each, numbers) for each in self.tools.callable])

    def broken(self) -> Iterator[Case]:
        """Calls that must be survived: a model that is not strict makes them."""
        numbers = count(self.seed + FURTHER)
        loose = [each for each in self.tools.callable if not each.tool.strict]
        yield from self._unknown(numbers)
        yield from in_turn([self._broken(each, numbers) for each in loose])

    def observed(self) -> Iterator[Case]:
        """Messages as production sends them, of each size, without end."""
        tools = self.tools.callable
        for at, tool in zip(count(), cycle(tools), strict=False):
            seed = self.seed + at
            calls = [Asked(tool.tool.name, self._whole[tool.tool.name])]
            detail = SIZES[at] if at < len(SIZES) else "typical"
            message = message_of_calls(
                calls, tools=self.tools, seed=seed, contract=self.contract, detail=detail
            )
            yield self._case("observed", Family.OBSERVED, message, f"{Family.OBSERVED.id}-{at}", tool)

    def documented(self) -> Iterator[Case]:
        """The first call in the flat forms of the documentation."""
        for tool in self.tools.callable[:1]:
            message = self.body(tool.tool.name, self._whole[tool.tool.name], self.seed)["message"]
            for at, form in enumerate(("arguments", "parameters")):
                id = f"{Family.DOCUMENTED.id}-{at}"
                yield self._case("documented", Family.DOCUMENTED, flattened(message, form), id, tool)

    def body(self, tool: str, arguments: Object, seed: int) -> Object:
        """The body of one call."""
        return envelope(self._message([Asked(tool, arguments)], seed))

    def arguments_like(self, tool: str) -> Callable[[Any], bool]:
        """Whether arguments match the parameters of a tool."""
        return self.tools.named(tool).accepts

    def values_at(self, tool: str, path: Path) -> list[Any]:
        """Values that an argument of a tool may have, each of another kind."""
        contract, whole = self.tools.named(tool), self._whole[tool]
        least = realistic_arguments(contract, self.seed, optional=False)
        varied = (each for each in variants(contract, whole, least) if each.path == path)
        values = (value_at(each.arguments, path) for each in varied)
        return [each for each in values if each is not MISSING]

    @cached_property
    def _whole(self) -> Mapping[str, Object]:
        """Realistic arguments of each tool."""
        return {each.tool.name: realistic_arguments(each, self.seed) for each in self.tools.callable}

    def _valid(self, contract: ToolContract, numbers: Iterator[int]) -> Iterator[Case]:
        name, whole = contract.tool.name, self._whole[contract.tool.name]
        least = realistic_arguments(contract, self.seed, optional=False)
        yield self._call(Family.TOOL_REALISTIC, contract, whole, next(numbers))
        yield self._call(Family.TOOL_LEAST, contract, least, next(numbers))
        yield self._together(Family.TOOL_TWICE, contract, [Asked(name, whole)] * 2, next(numbers))
        yield from self._beside(contract, numbers)
        for each in variants(contract, whole, least):
            yield self._call(Family.TOOL_VARIED, contract, each.arguments, next(numbers), each.path)
        for covering in each_covering(TOOL_CALLS, contract=contract.contract):
            yield self._call(Family.TOOL_COVERING, contract, covering.message["arguments"], next(numbers))
        for seed in islice(numbers, MORE):
            yield self._call(Family.TOOL_REALISTIC, contract, realistic_arguments(contract, seed), seed)

    def _beside(self, contract: ToolContract, numbers: Iterator[int]) -> Iterator[Case]:
        """A call beside one of the next tool, and once five calls of all tools."""
        server = self.changes.get(contract.tool.name)  # Vapi sends calls of another tool to its own
        names = [name for name in self._whole if self.changes.get(name) == server]
        if contract.tool.name == names[0]:
            calls = [Asked(name, self._whole[name]) for name in islice(cycle(names), MANY)]
            yield self._together(Family.TOOL_MANY, contract, calls, next(numbers))
        other = names[(names.index(contract.tool.name) + 1) % len(names)]
        if other != contract.tool.name:
            calls = [Asked(name, self._whole[name]) for name in (contract.tool.name, other)]
            case = self._together(Family.TOOL_BESIDE, contract, calls, next(numbers))
            yield replace(case, facts={**case.facts, "value": other})

    def _broken(self, contract: ToolContract, numbers: Iterator[int]) -> Iterator[Case]:
        """Each rule of the parameters once, and then in the other ways."""
        name, whole = contract.tool.name, self._whole[contract.tool.name]
        unbroken = self._message([Asked(name, whole)], self.seed + FURTHER)
        mutations = list(_one_of_each_rule(contract))
        if not contract.tool.is_async:
            yield from self._among(contract, mutations, numbers)
        for mutation in mutations:
            arguments = _grafted(contract, mutation, whole)
            base = unbroken
            if arguments is None:
                arguments = mutation.message["arguments"]
                base = self._message([Asked(name, mutation.unbroken["arguments"])], self.seed + FURTHER)
            seed = next(numbers)
            yield Case(
                id=f"{mutation.id.partition(':')[0]}:{name}{mutation.at.removeprefix('/arguments')}-{seed}",
                type=TOOL_CALLS,
                body=self.body(name, arguments, seed),
                category="bad-arguments",
                family=mutation.family,
                facts={**mutation.facts, "tool": name},
                at=pointer(*ARGUMENTS[1:]) + mutation.at.removeprefix("/arguments"),
                keyword=mutation.keyword,
                alter=self.changes.get(name),
                unbroken=base,
            )

    def _among(
        self, contract: ToolContract, mutations: Sequence[Case], numbers: Iterator[int]
    ) -> Iterator[Case]:
        """A call with broken arguments, one missing if one is required, between two that must be answered."""
        name, whole = contract.tool.name, self._whole[contract.tool.name]
        plainest = sorted(mutations, key=lambda each: each.keyword != "required")
        grafted = (_grafted(contract, each, whole) for each in plainest)
        broken = next((each for each in grafted if each is not None), None)
        if broken is None:
            return
        good = Asked(name, whole)
        case = self._together(Family.TOOL_AMONG, contract, [good, Asked(name, broken), good], next(numbers))
        unbroken = self._message([good] * 3, self.seed + FURTHER)
        yield replace(case, category="bad-arguments", unbroken=unbroken)

    def _unknown(self, numbers: Iterator[int]) -> Iterator[Case]:
        for tool in self.tools.callable[:1]:
            name, whole = tool.tool.name, self._whole[tool.tool.name]
            case = self._together(Family.TOOL_UNKNOWN, tool, [Asked(f"{name}_2", whole)], next(numbers))
            unbroken = self._message([Asked(name, whole)], self.seed + FURTHER)
            yield replace(case, category="bad-arguments", unbroken=unbroken)

    def _call(
        self, family: Family, contract: ToolContract, arguments: Object, seed: int, path: Path = ()
    ) -> Case:
        name = contract.tool.name
        id = f"{family.id}:{name}{pointer(*map(str, path))}-{seed}"
        message = self._message([Asked(name, arguments)], seed)
        case = self._case("arguments", family, message, id, contract)
        return replace(case, at=pointer(*ARGUMENTS[1:], *map(str, path)))

    def _together(self, family: Family, contract: ToolContract, calls: Sequence[Asked], seed: int) -> Case:
        message = self._message(calls, seed)
        return self._case("arguments", family, message, f"{family.id}:{contract.tool.name}", contract)

    def _case(
        self, category: Category, family: Family, message: Object, id: str, contract: ToolContract
    ) -> Case:
        tool = contract.tool
        background = [each.tool.name for each in self.tools.callable if each.tool.is_async]
        return Case(
            id=id,
            type=TOOL_CALLS,
            body=envelope(message),
            category=category,
            family=family,
            facts={"tool": tool.name} | ({"async": background} if background else {}),
            alter=self.changes.get(tool.name),
        )

    def _message(self, calls: Sequence[Asked], seed: int) -> Object:
        return message_of_calls(calls, tools=self.tools, seed=seed, contract=self.contract)


MAKERS: Mapping[Category, Callable[[ToolCases], Iterator[Case]]] = {
    "arguments": ToolCases.valid,
    "bad-arguments": ToolCases.broken,
    "documented": ToolCases.documented,
    "observed": ToolCases.observed,
}


def _one_of_each_rule(contract: ToolContract) -> Iterator[Case]:
    """
    The mutations of the arguments: one of each rule at each place, then a second of each, and so on.

    What is nearly right, such as a number in a string, is what models get wrong most easily: it comes first.
    """
    turns: Counter[tuple[str, str, str]] = Counter()
    ranked: list[tuple[int, Case]] = []
    broken = filter(_is_of_tool, each_mutation(contract.contract, TOOL_CALLS, within={"arguments"}))
    for mutation in sorted(broken, key=lambda each: each.family not in BY_VALUE):
        rule = (mutation.at, mutation.keyword, str(mutation.facts.get("name", "")))
        ranked.append((turns[rule], mutation))
        turns[rule] += 1
    ranked.sort(key=lambda each: each[0])
    return (mutation for _, mutation in ranked)


def _is_of_tool(mutation: Case) -> bool:
    """Whether what is broken are the arguments; that they are an object is Vapi's part."""
    if mutation.family in NOT_OF_TOOLS:
        return False
    return mutation.at.startswith("/arguments/") or (
        mutation.at == "/arguments" and is_object(mutation.message["arguments"])
    )


def _grafted(contract: ToolContract, mutation: Case, whole: Object) -> Object | None:
    """Realistic arguments that are broken like those of a mutation; None if they cannot be."""
    path = path_of({"message": {"arguments": whole}}, mutation.at)[1:]
    there = value_at(mutation.body, path_of(mutation.body, mutation.at))
    parent = value_at(whole, path[1:-1])
    if pointer(*map(str, path)) != mutation.at or (is_list(parent) and value_at(whole, path[1:]) is MISSING):
        return None
    path = path[1:]
    name = mutation.facts.get("name")
    if mutation.keyword == "required" and name is not None:
        if value_at(whole, (*path, name)) is MISSING:
            return None
        broken = without(whole, (*path, name))
    else:
        broken = with_value(whole, path, there)
    return broken if contract.rejects(broken) else None
