"""``python -m dragoman.cli`` is ``dragoman``."""

from dragoman.cli.main import main

main()
