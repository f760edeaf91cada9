"""Effects: what the events of calls change in the user's state, seen by playing calls to a handler."""
