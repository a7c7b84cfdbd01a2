"""The targets ``hugo``, ``jekyll`` and ``eleventy``: each article as files in a site generator's own conventions."""
