"""Where ``dragoman`` starts. ``--version`` is answered before anything is imported; the rest is in ``app``."""

import gc
import sys

from dragoman.cli import VERSION


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"dragoman {VERSION}\n")
        return
    # A command lives for a tenth of a second: collecting garbage while it imports takes 8% of that.
    gc.set_threshold(100_000)
    try:
        from dragoman.cli.quick_click import import_click

        import_click()
        from dragoman.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after the shell could catch it
        code = 130
    # Python looks for garbage once more at its end, when all is thrown away in any case.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
