"""The core: text in, decisions out. Knows no screen; git, disk and network each stand behind one room."""
