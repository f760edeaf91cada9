"""Turns: conversations are played, and the text that the user has of each turn is compared with the model."""
