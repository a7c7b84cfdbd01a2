"""The armour around an SSH signature (OpenSSH's PROTOCOL.sshsig, section 1): bytes as a block of text and back."""

from __future__ import annotations

import base64

from dragoman.workflow.ssh_wire import unbase64

_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_MOST = 16 * 1024
_WIDTH = 70


def armoured(blob: bytes) -> str:
    """The block that ``ssh-keygen -Y sign`` writes around these bytes."""
    text = base64.b64encode(blob).decode("ascii")
    lines = (text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
    return "\n".join((_BEGIN, *lines, _END, ""))


def unarmoured(armour: str) -> bytes:
    """The bytes in exactly one block, with nothing around it but a final line end; LF or CRLF, not both.

    Raises:
        ValueError: it is anything else.
    """
    if len(armour) > _MOST:
        raise ValueError("it is larger than 16 KB")
    if "\r" in armour:
        if not armour.count("\r") == armour.count("\n") == armour.count("\r\n"):
            raise ValueError("its line ends are mixed")
        armour = armour.replace("\r\n", "\n")
    lines = armour.removesuffix("\n").split("\n")
    if lines[0] != _BEGIN:
        raise ValueError("it does not begin as an SSH signature does")
    if lines.count(_BEGIN) > 1:
        raise ValueError("there is more than one")
    if _END not in lines:
        raise ValueError("it is cut short")
    if lines[-1] != _END:
        raise ValueError("there is something after its end")
    if not all(lines):
        raise ValueError("there is an empty line in it")
    return unbase64("".join(lines[1:-1]))
