"""`explain`: what a code or a check means, why it matters, and how to fix it."""

import sys

import click

from .group import main


@main.command()
@click.argument("name", metavar="CODE|CHECK")
def explain(name: str) -> None:
    """
    Explain a code such as VC102, or a check such as leaks.

    Says what it means, why it matters, and how to fix it.
    """
    from ..explanations import explanation_of

    text = explanation_of(name)
    if not sys.stdout.isatty():
        click.echo(text.rstrip())
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
