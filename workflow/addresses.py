"""Which addresses on the network we may talk to: the public internet, and nothing behind it."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from dragoman.workflow.errors import FetchFailed, FetchRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Permit = Callable[[Address], bool]

# RFC 6052: the last 32 bits are an IPv4 address that a gateway will really connect to.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether ``address`` is on the public internet, also after every known way to wrap an IPv4 address."""
    inner = _unwrapped(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _unwrapped(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(host: str, port: int, permitted: Permit) -> list[str]:
    """Look ``host`` up once and return its addresses, each of which ``permitted`` has agreed to.

    Raises:
        FetchFailed: the name is unknown.
        FetchRefused: any of its addresses is not permitted; one bad one is enough.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"The host {host} could not be found.", "Check the address and the connection.") from error
    texts = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for text in texts:
        if not permitted(ipaddress.ip_address(text)):
            raise FetchRefused(
                f"{host} leads to {text}, which is not an address we may fetch from.",
                "Save the page in a browser and source the file.",
            )
    return texts
