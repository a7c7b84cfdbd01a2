"""The target ``site``: a complete static site out of templates that a newsroom may override file by file."""
