"""
Options and arguments that several commands have.
"""

import click

revision_option = click.option(
    "--revision", metavar="DATE", help="Revision of the contract; the newest by default."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed gives other messages."
)
type_argument = click.argument("type", metavar="TYPE")
