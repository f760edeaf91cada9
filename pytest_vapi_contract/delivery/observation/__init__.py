"""What is seen of a handler at work: exceptions in its own files, and the lines that a message reaches."""
