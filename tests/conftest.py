"""
What all tests share: Hypothesis profiles, and pytest's own tester for the plugin.
"""

import os

from hypothesis import settings

from tests.depth import DEEP

pytest_plugins = ["pytester"]

# What is printed shall be the same on a developer's machine and in a workflow of GitHub.
os.environ.pop("GITHUB_ACTIONS", None)

# The same examples in every run, so that a red run is the fault of the change and of nothing else.
settings.register_profile("stable", derandomize=True, deadline=None, max_examples=100)
# Other examples with every `--hypothesis-seed`.
settings.register_profile("deep", deadline=None, max_examples=2_000, print_blob=True, database=None)
settings.load_profile("deep" if DEEP else "stable")
