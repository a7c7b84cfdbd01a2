"""Sign many records with one run of ssh-keygen: one process, and a passphrase asked for once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dragoman.workflow import signing, ssh_keygen
from dragoman.workflow.disk import disk_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.workflow.signing import SigningKey

# A security key is touched for each signature: people need some time for each.
_SECONDS_A_TOUCH = 20


def sign_all(key: SigningKey, messages: Sequence[bytes]) -> list[str]:
    """The armoured signatures over the messages, in order, each checked before it is handed back.

    Raises:
        SigningFailed: OpenSSH is not there or did not sign, or what it made does not hold.
        DiskFailed: the messages need temporary files, and the disk said no.
    """
    if len(messages) <= 1:
        return [signing.sign(key, message) for message in messages]
    import tempfile

    with disk_errors("a temporary file"), tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        path = key.path or signing.public_file(folder, key)
        files = [_file(folder, number, message) for number, message in enumerate(messages)]
        seconds = max(ssh_keygen.SECONDS, _SECONDS_A_TOUCH * len(files)) if key.needs_touch else ssh_keygen.SECONDS
        done = ssh_keygen.run([*signing.command(path), *files], seconds=seconds, heard=key.needs_touch)
        if done.returncode:
            raise signing.not_signed(key, done.stderr)
        return [
            signing.checked(key, message, _signature(file)) for message, file in zip(messages, files, strict=True)
        ]


def _file(folder: str, number: int, message: bytes) -> str:
    path = os.path.join(folder, str(number))
    with open(path, "xb") as file:  # in a folder that nobody else may enter
        file.write(message)
    return path


def _signature(path: str) -> bytes:
    with open(f"{path}.sig", "rb") as file:
        return file.read()
