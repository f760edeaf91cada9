"""
How the documentation is built: `make docs`.
"""

from importlib.metadata import version as installed

project = "pytest-vapi-contract"
author = "The pytest-vapi-contract maintainers"
project_copyright = f"2026, {author}"
version = release = installed(project)

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build", "examples"]
source_suffix = {".md": "markdown"}
default_role = "code"  # `name` in a docstring is code

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = project
html_copy_source = False
