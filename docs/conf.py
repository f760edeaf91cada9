"""How the documentation is built: `make docs`."""

from importlib.metadata import version as installed
from pathlib import Path

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


def write_codes(directory):
    """Write a page for each code of a finding: the text of `vapi-contract explain`."""
    from pytest_vapi_contract.explanations import page_of
    from pytest_vapi_contract.findings import CODES

    directory.mkdir(exist_ok=True)
    for code in CODES.values():
        (directory / f"{code.id}.md").write_text(page_of(code), encoding="utf-8")


def setup(app):
    """Connect what Sphinx calls, and write the pages that are made from the package."""
    write_codes(Path(app.srcdir) / "reference" / "codes")
    app.connect("autodoc-process-docstring", show_tree)
