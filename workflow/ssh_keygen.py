"""Run OpenSSH's programs: the one place where they are started. Argv lists only, found on the person's own PATH.

No configuration can name another program in their stead.
"""

from __future__ import annotations

import contextlib
import os
import subprocess

from dragoman.workflow.errors import SigningFailed

SECONDS = 120  # for people too: a passphrase is typed, a security key is looked for and touched
_SECONDS_TO_CHECK = 20
_GRACE = 5
_WHO = "approver"


def run(
    argv: list[str], data: bytes = b"", *, seconds: int = SECONDS, heard: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run one of OpenSSH's programs with ``data`` on its input; hand back what came of it, whatever that is.

    ``heard``: the person sees what it says, since they are to do something, such as touch a security key.

    Raises:
        SigningFailed: it is not installed, cannot be run, or did not end.
    """
    try:
        with subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if heard else subprocess.PIPE,
            env=_environment(),
        ) as process:
            try:
                out, err = process.communicate(data, timeout=seconds)
            except BaseException:
                _end(process)
                raise
            return subprocess.CompletedProcess(argv, process.returncode, out, err or b"")
    except FileNotFoundError:
        raise SigningFailed(f"{argv[0]} is not installed, or not on the PATH.", "install OpenSSH") from None
    except OSError as error:
        raise SigningFailed(f"{argv[0]} cannot be run: {os.strerror(error.errno or 0).lower()}.") from error
    except subprocess.TimeoutExpired:
        raise SigningFailed(f"{argv[0]} did not end within {seconds} seconds.") from None


def verify(message: bytes, armour: str, key: str, namespace: str) -> bool:
    """Whether ``ssh-keygen -Y verify`` finds the signature good, ``key`` (one line) being all it knows.

    Raises:
        ValueError: it could not be asked, with the reason in words.
    """
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
            signers = private_file(folder, "signers", f'{_WHO} namespaces="{namespace}" {key}\n')
            given = private_file(folder, "signature", armour)
            argv = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", _WHO, "-n", namespace, "-s", given]
            return run(argv, message, seconds=_SECONDS_TO_CHECK).returncode == 0
    except OSError as error:
        raise ValueError(f"it could not be checked: {os.strerror(error.errno or 0).lower()}") from None
    except SigningFailed as error:
        raise ValueError(f"it could not be checked: {error.sentence.removesuffix('.')}") from None


def private_file(folder: str, name: str, text: str) -> str:
    """Write a file that nobody else may read; its path.

    Raises:
        OSError: the disk said no.
    """
    path = os.path.join(folder, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
        file.write(text.encode())
    return path


def last_words(stderr: bytes) -> str:
    """The last line of a program's complaint, shortened."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return (lines[-1] if lines else "it did not say why")[:300]


def _environment() -> dict[str, str]:
    """The person's own, so that their agent and their way of asking for passphrases work.

    The text stands on the program's input, and with a screen (DISPLAY) it takes that for having no terminal: it would
    look for a window to ask in, and often there is none.
    """
    at_terminal = any(os.isatty(handle) for handle in (0, 1, 2))
    return ({"SSH_ASKPASS_REQUIRE": "never"} if at_terminal else {}) | os.environ


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program so that it can still put the terminal right: killed at its prompt, it leaves typing unseen."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
