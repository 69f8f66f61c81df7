"""The use cases without a window, and the worker process that serves them to it."""
