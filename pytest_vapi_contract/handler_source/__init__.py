"""What the source of a handler says of messages: the properties that it reads, and their values."""
