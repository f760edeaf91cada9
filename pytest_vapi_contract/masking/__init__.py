"""Secrets are masked, and what a handler says is made plain, before anything of it is shown or kept."""
