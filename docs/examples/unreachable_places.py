from collections import Counter

from pytest_vapi_contract import Contract

contract = Contract.load("2026-08-18")
reachability = contract.reachability("session.created")

missing = Counter(place.aspect for place in reachability.unreachable)
causes = Counter(place.aspect for place in reachability.causes)
declared = Counter(place.aspect for place in reachability.places)
for aspect, number in sorted(declared.items(), key=lambda item: (-item[1], item[0])):
    print(
        f"{aspect:8} {number:6} places, {causes[aspect]:3} out of reach, {missing[aspect]:5} with all in them"
    )

preset = "#/$defs/ElevenLabsVoice/properties/voiceId/oneOf/0"
reasons = {place.at: reason for place, reason in reachability.unreachable.items() if place.aspect == "branch"}
assert reasons[preset] == f"every value of {preset} is also one of {preset[:-1]}1"
