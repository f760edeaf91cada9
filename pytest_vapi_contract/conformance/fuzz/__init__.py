"""A search at work: what `fuzzing` tries next is sent and judged, and failures are told with their cause."""
