"""What people may want to change without reading code. A package, so that it opens from an installed wheel."""
