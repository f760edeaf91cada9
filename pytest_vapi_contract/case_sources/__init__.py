"""Where cases come from: messages, malformed bodies, odd requests, bad credentials; and their order."""
