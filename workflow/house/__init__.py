"""House checks: what a desk would mark in a text by itself, each a small function with reason and examples."""
