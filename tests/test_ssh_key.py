"""Public keys are read as OpenSSH writes them, strictly, and what people hand over by mistake is told by its name."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ssh_tools import APPLICATION, SK_ECDSA, SK_ED25519, Pair, browser_sk, keygen, make, mpint, pair, software_sk

from dragoman.workflow.errors import BadKey
from dragoman.workflow.ssh_key import PublicKey, key_from_blob, parse_public_key, public_half
from dragoman.workflow.ssh_key_parts import KINDS
from dragoman.workflow.ssh_wire import string

POINT = b"\4" + bytes(range(64))
WORDS = "open sesame"
ODD = (1 << 2047) + 1


def line(kind: str, *fields: bytes, inner: str = "", after: bytes = b"") -> str:
    """A key's line from its fields; ``inner`` is the kind that its bytes name."""
    blob = string((inner or kind).encode()) + b"".join(fields) + after
    return f"{kind} {base64.b64encode(blob).decode()}"


def rsa(exponent: int = 65537, modulus: int = ODD) -> str:
    return line("ssh-rsa", mpint(exponent), mpint(modulus))


GOOD = {
    "ssh-ed25519": line("ssh-ed25519", string(bytes(range(32)))),
    "ssh-rsa": rsa(),
    "ecdsa-sha2-nistp256": line("ecdsa-sha2-nistp256", string(b"nistp256"), string(POINT)),
    "ecdsa-sha2-nistp384": line("ecdsa-sha2-nistp384", string(b"nistp384"), string(b"\4" + bytes(96))),
    "ecdsa-sha2-nistp521": line("ecdsa-sha2-nistp521", string(b"nistp521"), string(b"\4" + bytes(132))),
    SK_ED25519: line(SK_ED25519, string(bytes(range(32))), string(APPLICATION)),
    SK_ECDSA: line(SK_ECDSA, string(b"nistp256"), string(POINT), string(APPLICATION)),
}
ED = GOOD["ssh-ed25519"]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    folder = tmp_path_factory.mktemp("keys")
    kinds = [("ed25519", 0), ("rsa", 2048), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521)]
    return [pair(folder / f"{kind}{bits}", kind, bits) for kind, bits in kinds]


def refused(text: str) -> str:
    with pytest.raises(BadKey) as caught:
        parse_public_key(text)
    assert caught.value.exit_code == 2
    return caught.value.sentence


def test_every_kind_of_key_that_openssh_makes_is_read_and_has_its_fingerprint(pairs: list[Pair]) -> None:
    for made in pairs:
        written = Path(f"{made.path}.pub").read_text()
        assert made.public.kind == written.split()[0]
        assert made.public.line == " ".join(written.split()[:2])
        assert made.public.fingerprint == keygen("-l", "-f", f"{made.path}.pub").stdout.decode().split()[1]


def test_security_keys_are_read() -> None:
    for recipe in (software_sk(SK_ED25519), software_sk(SK_ECDSA), browser_sk()):
        key = key_from_blob(recipe.key)
        assert parse_public_key(key.line) == key


def test_every_kind_on_the_list_is_taken_and_written_as_it_was_read() -> None:
    assert set(GOOD) == set(KINDS)
    for kind, text in GOOD.items():
        key = parse_public_key(text)
        assert (key.kind, key.line) == (kind, text)
        assert key_from_blob(key.blob) == key


@pytest.mark.parametrize(
    "spelling",
    [
        f"{ED} me@desk",
        f"{ED} a comment of several words, ssh-rsa among them",
        f"  {ED}\n",
        f"{ED}\r\n",
        f"{ED}\tme",
        ED.replace(" ", "  \t "),
        f"{ED} my PRIVATE KEY, محمول",
    ],
)
def test_a_key_is_the_same_in_every_spelling_and_its_comment_is_no_part_of_it(spelling: str) -> None:
    assert parse_public_key(spelling) == parse_public_key(ED)
    assert hash(parse_public_key(spelling)) == hash(parse_public_key(ED))


def test_the_private_half_is_refused_with_the_advice_to_give_the_other_one(pairs: list[Pair]) -> None:
    texts = [made.path.read_text() for made in pairs]
    texts += [
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nMIIE\n",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n",
    ]
    for text in texts:
        assert "the private half, which nobody else may ever see; give the .pub file" in refused(text)


def test_a_certificate_is_refused_by_its_name(pairs: list[Pair], tmp_path: Path) -> None:
    subject = make(tmp_path / "subject", "ed25519")
    keygen("-q", "-s", str(pairs[0].path), "-I", "me", f"{subject}.pub")
    assert "it is a certificate; give the key itself" in refused(Path(f"{subject}-cert.pub").read_text())


def test_a_dsa_key_is_refused_as_too_weak() -> None:
    numbers = b"".join(mpint(number) for number in ((1 << 1023) + 1, (1 << 159) + 1, 5, 7))
    assert "DSA keys are too weak" in refused(line("ssh-dss", numbers))


def test_a_short_rsa_key_is_refused_with_its_length(tmp_path: Path) -> None:
    short = make(tmp_path / "short", "rsa", 1024)
    assert "an RSA key of 1024 bits is too weak; 2048 is the least" in refused(Path(f"{short}.pub").read_text())
    assert "2047 bits" in refused(rsa(modulus=(1 << 2046) + 1))


def test_the_other_public_forms_are_refused_with_the_form_that_is_wanted(pairs: list[Pair]) -> None:
    for form in ("RFC4716", "PKCS8"):
        text = keygen("-e", "-m", form, "-f", f"{pairs[1].path}.pub").stdout.decode()
        assert "it is not in OpenSSH's one-line form" in refused(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing"),
        (" \n", "there is nothing"),
        (f"{ED}\n{ED}\n", "more than one line"),
        (f"{ED}\r{ED}", "more than one line"),
        (f"no-pty {ED}", "something stands before the key"),
        (f'command="run me" {ED}', "something stands before the key"),
        (f"omar@example.org {ED}", "something stands before the key"),
        ("ssh-ed25519", "nothing follows `ssh-ed25519`"),
        ("ssh-ed25519 ", "nothing follows"),
        ("ssh-ed448 AAAA", "`ssh-ed448` is no kind of key that is taken here"),
        ("SSH-ED25519" + ED[11:], "is no kind of key"),
        ("AAAAC3NzaC1lZDI1NTE5", "is no kind of key"),
        (f"{ED}{'x' * 20_000}", "too long"),
    ],
)
def test_what_is_no_key_is_refused_and_says_why(text: str, why: str) -> None:
    assert why in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ED[:-1], id="one letter short"),
        pytest.param(ED + "=", id="too much padding"),
        pytest.param(ED + "A", id="one letter more"),
        pytest.param(ED[:-4], id="cut short"),
        pytest.param(ED + "AAAA", id="bytes after its end"),
        pytest.param(ED.replace("AAAA", "AA-A", 1), id="another alphabet"),
        pytest.param(ED.replace("AAAA", "AA\u0663A", 1), id="another script"),
        pytest.param("ssh-ed25519 AAAAC", id="no base64"),
        pytest.param(GOOD["ecdsa-sha2-nistp256"][:-2] + "P=", id="stray bits in the last letter"),
        pytest.param(line("ssh-ed25519", string(bytes(range(32))), inner="ssh-rsa"), id="another kind inside"),
        pytest.param(line("ssh-ed25519", string(bytes(range(31)))), id="a byte short"),
        pytest.param(line("ssh-ed25519", string(bytes(range(33)))), id="a byte long"),
        pytest.param(line("ssh-ed25519", (33).to_bytes(4, "big") + bytes(range(32))), id="a length that lies"),
        pytest.param(line("ssh-ed25519", (2**32 - 1).to_bytes(4, "big") + bytes(range(32))), id="a huge length"),
        pytest.param(line(SK_ED25519, string(bytes(range(32)))), id="no application"),
        pytest.param(line(SK_ED25519, string(bytes(range(32))), string(b"ssh:\0")), id="zero byte in a name"),
        pytest.param(line("ecdsa-sha2-nistp256", string(b"nistp384"), string(POINT)), id="another curve"),
        pytest.param(line("ecdsa-sha2-nistp384", string(b"nistp384"), string(POINT)), id="another curve's point"),
        pytest.param(line("ecdsa-sha2-nistp256", string(b"nistp256"), string(b"\2" + bytes(32))), id="compressed"),
        pytest.param(line("ecdsa-sha2-nistp256", string(b"nistp256"), string(b"\6" + bytes(64))), id="hybrid point"),
        pytest.param(line("ecdsa-sha2-nistp256", string(b"nistp256"), string(b"")), id="no point"),
        pytest.param(line("ssh-rsa", mpint(65537)), id="no modulus"),
        pytest.param(line("ssh-rsa", mpint(ODD), mpint(65537)), id="numbers the other way round"),
        pytest.param(line("ssh-rsa", string(b"\1\0\1"), string(b"\0" + mpint(ODD)[4:])), id="a superfluous zero"),
        pytest.param(line("ssh-rsa", string(b"\1\0\1"), string(mpint(ODD)[5:])), id="a negative number"),
        pytest.param(line("ssh-rsa", string(b""), mpint(ODD)), id="an exponent of zero"),
        pytest.param(rsa(exponent=1), id="an exponent of one"),
        pytest.param(rsa(exponent=65536), id="an even exponent"),
        pytest.param(rsa(exponent=(1 << 64) + 1), id="a huge exponent"),
        pytest.param(rsa(modulus=ODD + 1), id="an even modulus"),
        pytest.param(line("ssh-rsa", mpint(3), mpint((1 << 16384) + 1)), id="a huge modulus"),
    ],
)
def test_a_key_that_is_not_written_as_it_should_be_is_refused(text: str) -> None:
    refused(text)


@pytest.mark.parametrize("kind", ["ssh-ed25519", SK_ED25519])
@pytest.mark.parametrize("side", [0x00, 0x80], ids=["left", "right"])
@pytest.mark.parametrize(
    "point",
    [
        "00" * 32,
        "01" + "00" * 31,
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",  # nought and one again, written larger than the field
        "ee" + "ff" * 30 + "7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ],
)
def test_a_key_that_anybody_could_sign_with_is_refused(kind: str, side: int, point: str) -> None:
    raw = bytes.fromhex(point)
    raw = raw[:31] + bytes([raw[31] | side])
    application = (string(APPLICATION),) if kind == SK_ED25519 else ()
    assert "a key that anybody could sign with" in refused(line(kind, string(raw), *application))


def test_the_public_half_is_read_out_of_a_private_key_file_also_of_one_with_a_passphrase(
    pairs: list[Pair], tmp_path: Path
) -> None:
    for made in (*pairs, pair(tmp_path / "locked", passphrase=WORDS)):
        assert public_half(made.path.read_text()) == made.public


def test_a_file_that_is_no_private_key_has_no_public_half(pairs: list[Pair]) -> None:
    whole = pairs[0].path.read_text()
    inner = "".join(whole.split("\n")[1:-2])
    begin, end = whole.split("\n")[0], whole.split("\n")[-2]
    for text in ("", ED, begin, whole[:200], f"{begin}\nAAAA\n{end}\n", f"{begin}\n{inner[4:]}\n{end}\n", "\n" * 5):
        with pytest.raises(BadKey):
            public_half(text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.text("abc é", max_size=9), st.sampled_from(["", " ", "\t", "\n"]))
def test_a_key_written_and_read_again_is_the_same_key(kind: str, comment: str, blank: str) -> None:
    key = parse_public_key(f"{blank}{GOOD[kind]} {comment}{blank}")
    assert parse_public_key(key.line) == key


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 10_000), st.binary(max_size=3), st.integers(0, 3))
def test_a_key_with_other_bytes_in_it_is_another_key_or_none(kind: str, place: int, new: bytes, cut: int) -> None:
    blob = parse_public_key(GOOD[kind]).blob
    at = place % (len(blob) + 1)
    changed = blob[:at] + new + blob[at + cut :]
    try:
        key = key_from_blob(changed)
    except BadKey:
        return
    assert key == PublicKey(key.kind, changed)
    assert parse_public_key(key.line) == key
    assert (key == parse_public_key(GOOD[kind])) == (changed == blob)


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))),
    st.sampled_from(["", *(f"{kind} " for kind in KINDS)]),
)
def test_any_text_is_a_key_or_a_bad_key_and_nothing_else(text: str, before: str) -> None:
    for read in (parse_public_key, public_half):
        try:
            read(before + text)
        except BadKey as bad:
            assert bad.sentence.endswith(".")  # noqa: PT017  # both ends are right; only another exception is wrong


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", *(string(kind.encode()) for kind in KINDS)]))
def test_any_bytes_are_a_key_or_a_bad_key_and_nothing_else(data: bytes, before: bytes) -> None:
    try:
        key_from_blob(before + data)
    except BadKey as bad:
        assert bad.sentence.endswith(".")  # noqa: PT017  # as above
