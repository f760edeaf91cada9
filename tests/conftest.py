"""What all tests share: Hypothesis profiles, and pytest's own tester for the plugin."""

import os

from hypothesis import Phase, settings

from tests.depth import DEEP

pytest_plugins = ["pytester"]

# What is printed shall be the same on a developer's machine and in a workflow of GitHub.
os.environ.pop("GITHUB_ACTIONS", None)
# Each test prepares what it sends: what an earlier one has kept would hide a fault in that.
os.environ["VAPI_CONTRACT_CACHE"] = "off"

# The same examples in every run, so that a red run is the fault of the change and of nothing else.
settings.register_profile("stable", derandomize=True, deadline=None, max_examples=100)
# Other examples with every `--hypothesis-seed`.
settings.register_profile("deep", deadline=None, max_examples=2_000, print_blob=True, database=None)
# Whether a planted fault is noticed is all that `make mutants` asks: shrinking would take most of the time.
settings.register_profile(
    "mutants", settings.get_profile("stable"), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "deep" if DEEP else "stable")
