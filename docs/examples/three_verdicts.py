from pytest_vapi_contract import Contract, samples

contract = Contract.load()

# A realistic message: valid under every interpretation.
conforming = contract.judge(samples.sample("model-output", seed=1))
assert conforming.standing == "conforming"

# Published as an object, sent as a string: the readings disagree, and the verdict says which.
disputed = contract.judge({"type": "model-output", "output": "Hello"})
assert disputed.standing == "disputed"

# `output` is required, however the schema is read.
violating = contract.judge({"type": "model-output"})
assert violating.standing == "violating"
print(violating)
