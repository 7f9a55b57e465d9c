"""Who writes: one module a backend, opened by name."""
