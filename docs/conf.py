"""How the documentation is built: `make docs`."""

from importlib.metadata import version as installed

project = "pytest-vapi-contract"
author = "The pytest-vapi-contract maintainers"
project_copyright = f"2026, {author}"
version = release = installed(project)

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
exclude_patterns = ["_build", "examples"]
source_suffix = {".md": "markdown"}
default_role = "code"  # `name` in a docstring is code

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True

# The builtin `type` in a signature shares its name with attributes of ours.
suppress_warnings = ["ref.python"]

html_theme = "furo"
html_title = project
html_copy_source = False


def show_tree(_app, what, name, _object, _options, lines):
    """Show the tree of errors as it is drawn."""
    if what == "module" and name.endswith(".errors"):
        start = lines.index("ContractError")
        lines[start:] = ["::", "", *(f"  {line}" for line in lines[start:])]


def setup(app):
    """Connect what Sphinx calls while it reads docstrings."""
    app.connect("autodoc-process-docstring", show_tree)
