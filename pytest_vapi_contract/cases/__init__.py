"""One thing to send, and what is special about it."""
