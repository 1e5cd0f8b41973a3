"""Nothing: what starting costs."""
