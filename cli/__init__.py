"""The shell: argv in, words and exit codes out. The only room that knows click and rich."""

VERSION = "0.1.0"
