"""`python -m pytest_vapi_contract`: the command line."""

from .cli import main

main(prog_name="vapi-contract")
