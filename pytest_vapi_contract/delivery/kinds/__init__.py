"""One small module for each kind of handler; `detect` tells of which kind a handler is."""
