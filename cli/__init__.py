"""The shell: argv in, words and exit codes out. The only room that knows click and rich."""

from dragoman.workflow.version import VERSION as VERSION
