"""A WordPress as a target: articles become posts there by its REST API."""
