"""A signature holds when ``ssh-keygen -Y verify`` says so too, and only for its key, its text and its purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key
from hypothesis import given, settings
from hypothesis import strategies as st
from ssh_tools import (
    NAMESPACE,
    SK_ECDSA,
    SK_ED25519,
    WEBAUTHN,
    Pair,
    Recipe,
    armour,
    blob_of,
    browser_sk,
    ec_point,
    ecdsa,
    make,
    mpint,
    openssh_takes,
    pair,
    signed,
    software_sk,
)

from dragoman.workflow import ssh_armour
from dragoman.workflow.errors import BadSignature
from dragoman.workflow.ssh_key import PublicKey, key_from_blob
from dragoman.workflow.ssh_signature import Signature, parse_signature, verify
from dragoman.workflow.ssh_wire import string

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MESSAGE = 'dragoman-act 1\nact: "edit"\ntitle: محطة المياه\n'.encode()
KINDS = [("ed25519", 0), ("rsa", 2048), ("rsa", 3072), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521)]


@dataclass(frozen=True)
class Case:
    """A good signature over ``MESSAGE``."""

    public: PublicKey
    text: str


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    folder = tmp_path_factory.mktemp("keys")
    return {f"{kind}{bits or ''}": pair(folder / f"{kind}{bits}", kind, bits) for kind, bits in KINDS}


@pytest.fixture(scope="session")
def cases(pairs: dict[str, Pair]) -> dict[str, Case]:
    made = {name: Case(one.public, signed(one.path, MESSAGE)) for name, one in pairs.items()}
    for name, recipe in (
        ("sk-ed25519", software_sk(SK_ED25519)),
        ("sk-ecdsa", software_sk(SK_ECDSA)),
        ("webauthn", browser_sk()),
    ):
        made[name] = Case(key_from_blob(recipe.key), recipe.made(MESSAGE))
    return made


NAMES = [f"{kind}{bits or ''}" for kind, bits in KINDS] + ["sk-ed25519", "sk-ecdsa", "webauthn"]
IN_PROCESS = [name for name in NAMES if name != "webauthn"]
each = pytest.mark.parametrize("name", NAMES)


def why_not(text: str, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> str:
    """Why the signature is refused, by that error and no other; empty where it holds."""
    try:
        verify(message, parse_signature(text), namespace)
    except BadSignature as bad:
        return bad.why
    return ""


def both_refuse(text: str, public: PublicKey, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> str:
    """Why it is refused, by OpenSSH too."""
    why = why_not(text, message, namespace)
    assert why
    assert not openssh_takes(message, text, public.line, namespace)
    return why


@each
def test_a_signature_of_every_kind_holds_for_openssh_and_for_us(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    assert openssh_takes(MESSAGE, case.text, case.public.line)
    assert why_not(case.text) == ""
    read = parse_signature(case.text)
    assert (read.key, read.namespace) == (case.public, NAMESPACE)


def test_a_bad_signature_is_told_in_a_sentence() -> None:
    with pytest.raises(BadSignature) as caught:
        parse_signature("")
    assert caught.value.sentence == "The signature does not hold: it does not begin as an SSH signature does."
    assert caught.value.exit_code == 1


@each
def test_a_signature_with_windows_line_ends_holds(cases: dict[str, Case], name: str) -> None:
    assert why_not(cases[name].text.replace("\n", "\r\n")) == ""


def test_a_signature_without_a_last_line_end_holds(cases: dict[str, Case]) -> None:
    assert why_not(cases["ed25519"].text.removesuffix("\n")) == ""


@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_both_hashes_hold(pairs: dict[str, Pair], hash_name: str) -> None:
    text = signed(pairs["ed25519"].path, MESSAGE, NAMESPACE, "-O", f"hashalg={hash_name}")
    assert why_not(text) == ""
    assert parse_signature(text).hash_name == hash_name


def test_an_empty_and_a_large_text_can_be_signed(pairs: dict[str, Pair]) -> None:
    for message in (b"", bytes(2_000_000)):
        assert why_not(signed(pairs["ed25519"].path, message), message) == ""


@each
def test_another_text_is_refused(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    for other in (MESSAGE + b"\n", MESSAGE.replace(b"edit", b"Edit"), b"", MESSAGE[:-1]):
        why = both_refuse(case.text, case.public, other)
        assert why == "it is not that key's over this text"


@pytest.mark.parametrize("namespace", ["git", "file", "dragoman-approvaL", "dragoman-approval2", "dragoman"])
def test_a_signature_made_for_another_purpose_is_refused(pairs: dict[str, Pair], namespace: str) -> None:
    one = pairs["ed25519"]
    text = signed(one.path, MESSAGE, namespace)
    assert why_not(text, namespace=namespace) == ""
    assert both_refuse(text, one.public) == f"it was made for `{namespace}`, not for `{NAMESPACE}`"


@each
def test_a_purpose_written_over_is_refused(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    text = armour(blob_of(case.text).replace(string(NAMESPACE.encode()), string(b"git"), 1))
    both_refuse(text, case.public)
    assert both_refuse(text, case.public, namespace="git") == "it is not that key's over this text"


@each
def test_a_hash_name_written_over_is_refused(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    for hash_name in (b"sha256", b"sha1", b"sha384", b"md5", b"SHA512", b"sha512\0", b"", b"shake_128"):
        both = why_not if hash_name == b"sha512\0" else lambda text: both_refuse(text, case.public)
        assert both(armour(blob_of(case.text).replace(string(b"sha512"), string(hash_name), 1)))


@each
def test_another_keys_name_on_a_signature_is_refused(cases: dict[str, Case], name: str) -> None:
    case, blob = cases[name], blob_of(cases[name].text)
    for other in cases.values():
        if other.public != case.public:
            text = armour(blob.replace(string(case.public.blob), string(other.public.blob), 1))
            assert both_refuse(text, case.public)
            assert not openssh_takes(MESSAGE, text, other.public.line)


@each
def test_a_signature_cut_anywhere_is_refused(cases: dict[str, Case], name: str) -> None:
    case, blob = cases[name], blob_of(cases[name].text)
    for length in range(len(blob)):
        assert why_not(armour(blob[:length]))
    for length in range(len(case.text) - 1):
        assert why_not(case.text[:length])
    for length in (0, 30, 100, len(case.text) - 2):
        both_refuse(case.text[:length], case.public)
    for length in (0, 6, 40, len(blob) - 1):
        both_refuse(armour(blob[:length]), case.public)


@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_signature_with_any_bit_of_it_flipped_is_refused(cases: dict[str, Case], name: str) -> None:
    blob = blob_of(cases[name].text)
    for at in range(len(blob)):
        for bit in range(8) if len(blob) < 350 else (0, 7):
            assert why_not(armour(blob[:at] + bytes([blob[at] ^ 1 << bit]) + blob[at + 1 :])), (at, bit)


@each
@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 100_000), mask=st.integers(1, 255))
def test_a_byte_flipped_anywhere_is_refused_by_openssh_too(
    cases: dict[str, Case], name: str, place: int, mask: int
) -> None:
    case, blob = cases[name], blob_of(cases[name].text)
    at = place % len(blob)
    text = armour(blob[:at] + bytes([blob[at] ^ mask]) + blob[at + 1 :])
    assert why_not(text)
    if (at, mask) != (9, 1):  # version 0, which OpenSSH does not look at
        assert not openssh_takes(MESSAGE, text, case.public.line)


@pytest.mark.parametrize("name", IN_PROCESS)
@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 100_000), mask=st.integers(1, 255))
def test_a_byte_of_the_armour_flipped_anywhere_is_refused(
    cases: dict[str, Case], name: str, place: int, mask: int
) -> None:
    text = cases[name].text
    at = place % len(text)
    assert why_not(text[:at] + chr(ord(text[at]) ^ mask) + text[at + 1 :])


@each
def test_the_counter_flags_and_numbers_are_all_signed(cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    read = parse_signature(case.text)
    for at in range(4, len(read.value)):
        value = read.value[:at] + bytes([read.value[at] ^ 0x02]) + read.value[at + 1 :]
        if name != "webauthn" or at % 16 == 0:
            with pytest.raises(BadSignature):
                verify(MESSAGE, replace(read, value=value))


LAX = [
    pytest.param(lambda text: text + "\n", "after its end", id="an empty line after"),
    pytest.param(lambda text: text + "approved by omar\n", "after its end", id="text after"),
    pytest.param(lambda text: text + " ", "after its end", id="a blank after"),
    pytest.param(lambda text: text + text, "more than one", id="two signatures"),
    pytest.param(lambda text: text[:-1] + text, "base64", id="two signatures with one end"),
    pytest.param(lambda text: text.replace("U1NI", "U1NI\n\n"), "empty line", id="an empty line within"),
    pytest.param(lambda text: text.replace("U1NI", " U1NI"), "base64", id="a blank within"),
    pytest.param(lambda text: text.replace("U1NI", "U1NI\t"), "base64", id="a tab within"),
    pytest.param(lambda text: text.replace("\n", "\r\n").replace("\r\n", "\n", 1), "line ends", id="mixed line ends"),
    pytest.param(lambda text: text.replace("U1NI", "U1NI\r"), "line ends", id="a carriage return within"),
    pytest.param(
        lambda text: text.replace("\n", "\r\n").replace("U1NI", "U1NI\r"),
        "line ends",
        id="one beside windows line ends",
    ),
    pytest.param(lambda text: text.replace("\n", "\n\r"), "line ends", id="line ends the wrong way round"),
    pytest.param(lambda text: text.replace("\n", "\n\n", 1), "empty line", id="an empty line as the first"),
    pytest.param(lambda text: text.replace("\n---", "\n\n---"), "empty line", id="an empty line as the last"),
]


@pytest.mark.parametrize(("change", "why"), LAX)
def test_what_openssh_may_overlook_around_a_signature_is_refused(
    cases: dict[str, Case], change: Callable[[str], str], why: str
) -> None:
    assert why in why_not(change(cases["ed25519"].text))


STRICT = [
    pytest.param(lambda text: "\n" + text, "does not begin", id="an empty line before"),
    pytest.param(lambda text: "approved\n" + text, "does not begin", id="text before"),
    pytest.param(lambda text: " " + text, "does not begin", id="a blank before"),
    pytest.param(lambda text: text.replace("SSH", "PGP"), "does not begin", id="another armour"),
    pytest.param(lambda text: text.replace("END", "end"), "cut short", id="no end"),
    pytest.param(lambda text: text.replace("U1NI", "U1N!"), "base64", id="another letter"),
    pytest.param(lambda text: text.replace("U1NI", ""), "no SSH signature", id="another magic"),
    pytest.param(lambda text: text.replace("U1NI", "U1NIU1NI"), "no SSH signature", id="a magic twice"),
    pytest.param(lambda _: "", "does not begin", id="nothing"),
    pytest.param(lambda text: text.split("\n")[0] + "\n" + text.split("\n")[-2], "cut short", id="an empty block"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), STRICT)
def test_what_is_no_signature_is_refused(cases: dict[str, Case], change: Callable[[str], str], why: str) -> None:
    case = cases["ed25519"]
    assert why in both_refuse(change(case.text), case.public)


def test_a_byte_order_mark_or_another_script_is_refused(cases: dict[str, Case]) -> None:
    text = cases["ed25519"].text
    for changed in ("\ufeff" + text, text.replace("U1NI", "U1N\u0661"), text.replace("U1NI", "U1N\ud800")):
        assert why_not(changed)


def test_a_signature_of_more_than_16_kb_is_refused(cases: dict[str, Case]) -> None:
    text = cases["ed25519"].text
    assert why_not(text.replace("U1NI", "A" * 16_384)) == "it is larger than 16 KB"
    begin, end = text.split("\n")[0], text.split("\n")[-2]
    room = 16_384 - len(f"{begin}\n\n\n{end}\n")
    most = f"{begin}\n{'A' * (room - 4)}\nAAAA\n{end}\n"
    assert len(most) == 16_384
    assert ssh_armour.unarmoured(most) == bytes(room // 4 * 3)
    with pytest.raises(ValueError, match="larger than 16 KB"):
        ssh_armour.unarmoured(most.replace("AAAA\n", "AAAAA\n"))


def test_the_last_letter_has_one_spelling_only(cases: dict[str, Case]) -> None:
    case = next(case for case in cases.values() if "=" in case.text)
    last = case.text.index("=") - 1
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(case.text[last]) ^ 1]
    assert "base64" in both_refuse(case.text[:last] + other + case.text[last + 1 :], case.public)


SK = software_sk(SK_ED25519)


@pytest.mark.parametrize(
    ("recipe", "why"),
    [
        pytest.param(SK.but(version=2), "version 2", id="version 2"),
        pytest.param(SK.but(reserved=b"x"), "reserved", id="something reserved"),
        pytest.param(SK.but(after=b"\0"), "after its end", id="a byte after"),
        pytest.param(SK.but(sign=lambda data: SK.sign(data) + b"\0"), "after its end", id="a byte more"),
        pytest.param(SK.but(sign=lambda data: SK.sign(data)[:-1]), "cut short", id="half a counter"),
        pytest.param(SK.but(sign=lambda _: b""), "cut short", id="no signature"),
        pytest.param(SK.but(hash_name="sha384"), "sha384", id="another hash"),
        pytest.param(SK.but(hash_name="sha1"), "sha1", id="SHA-1"),
        pytest.param(SK.but(signed_hash="sha256"), "not that key's", id="a hash that lies"),
        pytest.param(SK.but(namespace=b""), "made for ``", id="no purpose"),
        pytest.param(SK.but(namespace=b"dragoman\napproval"), "plain text", id="a line end in the purpose"),
        pytest.param(SK.but(namespace="dragomän".encode()), "plain text", id="another letter in the purpose"),
        pytest.param(SK.but(kind="ssh-ed25519"), "after its end", id="a plain kind with a counter"),
        pytest.param(SK.but(kind=SK_ECDSA), "not taken", id="another security key's kind"),
        pytest.param(SK.but(kind=WEBAUTHN), "cut short", id="a browser's kind"),
        pytest.param(SK.but(kind="x"), "after its end", id="no kind"),
        pytest.param(software_sk(SK_ED25519, flags=1, signed_flags=0), "not that key's", id="a touch that lies"),
        pytest.param(software_sk(SK_ECDSA, flags=1, signed_flags=0), "not that key's", id="the same with ECDSA"),
        pytest.param(browser_sk(kind=b"webauthn.create"), "not that key's", id="a browser's other ceremony"),
        pytest.param(browser_sk(origin=b'https://a"b'), "not that key's", id="a quote in the origin"),
    ],
)
def test_a_signature_made_wrong_in_one_field_is_refused(recipe: Recipe, why: str) -> None:
    assert why in both_refuse(recipe.made(MESSAGE), key_from_blob(recipe.key))


@pytest.mark.parametrize("flags", [0x01, 0x05])
def test_a_touched_security_key_is_taken_with_or_without_a_pin(flags: int) -> None:
    for recipe in (software_sk(SK_ED25519, flags), software_sk(SK_ECDSA, flags), browser_sk(flags)):
        text = recipe.made(MESSAGE)
        assert openssh_takes(MESSAGE, text, key_from_blob(recipe.key).line)
        assert why_not(text) == ""


@pytest.mark.parametrize("flags", [0x00, 0x04])
def test_a_security_key_that_nobody_touched_is_refused_though_openssh_takes_it(flags: int) -> None:
    for recipe in (software_sk(SK_ED25519, flags), software_sk(SK_ECDSA, flags), browser_sk(flags)):
        text = recipe.made(MESSAGE)
        assert openssh_takes(MESSAGE, text, key_from_blob(recipe.key).line)
        assert why_not(text) == "nobody touched the security key"


def test_a_version_0_is_refused_though_openssh_takes_it() -> None:
    text = SK.but(version=0).made(MESSAGE)
    assert openssh_takes(MESSAGE, text, key_from_blob(SK.key).line)
    assert why_not(text) == "it is of version 0; 1 is the only one"


def test_a_reserved_field_that_nobody_signed_is_refused_though_openssh_takes_it(cases: dict[str, Case]) -> None:
    case = cases["ed25519"]
    namespace = string(NAMESPACE.encode())
    text = armour(blob_of(case.text).replace(namespace + string(b""), namespace + string(b"by omar"), 1))
    assert openssh_takes(MESSAGE, text, case.public.line)
    assert why_not(text) == "its reserved field is not empty"


def rsa_recipe(one: Pair, kind: str, algorithm: hashes.HashAlgorithm) -> Recipe:
    private = load_ssh_private_key(one.path.read_bytes(), None)
    assert isinstance(private, RSAPrivateKey)
    return Recipe(one.public.blob, kind, lambda data: string(private.sign(data, PKCS1v15(), algorithm)))


def test_rsa_is_taken_with_both_hashes_and_never_with_sha_1(pairs: dict[str, Pair]) -> None:
    one = pairs["rsa2048"]
    for kind, algorithm in (("rsa-sha2-256", hashes.SHA256()), ("rsa-sha2-512", hashes.SHA512())):
        text = rsa_recipe(one, kind, algorithm).made(MESSAGE)
        assert openssh_takes(MESSAGE, text, one.public.line)
        assert why_not(text) == ""
    wrong: list[tuple[str, hashes.HashAlgorithm]] = [
        ("ssh-rsa", hashes.SHA1()),  # noqa: S303  # it is what must be refused
        ("rsa-sha2-256", hashes.SHA1()),  # noqa: S303
        ("rsa-sha2-512", hashes.SHA256()),
        ("ssh-rsa", hashes.SHA512()),
        ("rsa-sha2-512-cert-v01@openssh.com", hashes.SHA512()),
        ("ssh-ed25519", hashes.SHA512()),
    ]
    for kind, other in wrong:
        both_refuse(rsa_recipe(one, kind, other).made(MESSAGE), one.public)


def test_an_rsa_signature_without_its_leading_zeros_holds_as_it_does_for_openssh(pairs: dict[str, Pair]) -> None:
    one = pairs["rsa2048"]
    recipe = rsa_recipe(one, "rsa-sha2-512", hashes.SHA512())
    for number in range(5000):
        message = str(number).encode()
        value = parse_signature(recipe.made(message)).value[4:]
        if value[0] == 0:
            break
    text = recipe.but(sign=lambda _: string(value.lstrip(b"\0"))).made(message)
    assert openssh_takes(message, text, one.public.line)
    assert why_not(text, message) == ""
    longer = recipe.but(sign=lambda _: string(b"\0" + value)).made(message)
    both_refuse(longer, one.public, message)


@pytest.mark.parametrize(("kind", "bits"), [("rsa", 1024), ("dsa", 1024)])
def test_weak_keys_are_refused_whatever_openssh_says(tmp_path: Path, kind: str, bits: int) -> None:
    try:
        text = signed(make(tmp_path / "weak", kind, bits), MESSAGE)
    except CalledProcessError:
        pytest.skip(f"this OpenSSH makes no {kind} keys of {bits} bits any more")
    assert "its key is not one that is taken here" in why_not(text)


def test_a_certificate_is_refused_in_a_signature(pairs: dict[str, Pair]) -> None:
    blob = pairs["ed25519"].public.blob.replace(string(b"ssh-ed25519"), string(b"ssh-ed25519-cert-v01@openssh.com"))
    assert "certificate" in why_not(SK.but(key=blob).made(MESSAGE))


CURVE = ec.generate_private_key(ec.SECP256R1())
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def curve_recipe(point: bytes) -> Recipe:
    kind = "ecdsa-sha2-nistp256"
    blob = string(kind.encode()) + string(b"nistp256") + string(point)
    return Recipe(blob, kind, lambda data: ecdsa(CURVE, data))


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(string(b"") + string(b""), id="zeros"),
        pytest.param(mpint(1) + string(b""), id="one zero"),
        pytest.param(mpint(ORDER) + mpint(ORDER), id="the order"),
        pytest.param(mpint(ORDER + 1) + mpint(1), id="beyond the order"),
        pytest.param(mpint(1 << 4000) + mpint(1), id="huge"),
        pytest.param(string(b"\xff") + mpint(1), id="negative"),
        pytest.param(mpint(1) + mpint(1) + b"\0", id="something after"),
        pytest.param(mpint(1), id="only one"),
    ],
)
def test_ecdsa_numbers_out_of_range_are_refused(numbers: bytes) -> None:
    recipe = curve_recipe(ec_point(CURVE)).but(sign=lambda _: string(numbers))
    both_refuse(recipe.made(MESSAGE), key_from_blob(recipe.key))


def test_a_signature_that_anybody_can_make_is_refused_though_openssh_takes_it() -> None:
    nobodys = string(b"ssh-ed25519") + string(b"\1" + bytes(31))
    text = Recipe(nobodys, "ssh-ed25519", lambda _: string(b"\1" + bytes(31) + bytes(32))).made(MESSAGE)
    assert openssh_takes(MESSAGE, text, PublicKey("ssh-ed25519", nobodys).line)
    assert "anybody could sign with" in why_not(text)


def test_an_ecdsa_key_that_is_not_on_its_curve_is_refused() -> None:
    recipe = curve_recipe(b"\4" + bytes(63) + b"\1")
    assert why_not(recipe.made(MESSAGE)) == "its key is no point on its curve"
    assert not openssh_takes(MESSAGE, recipe.made(MESSAGE), key_from_blob(recipe.key).line)


def test_a_browsers_signature_cannot_be_checked_without_openssh_and_says_so(
    cases: dict[str, Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert why_not(cases["webauthn"].text) == (
        "it could not be checked: ssh-keygen is not installed, or not on the PATH"
    )
    for name in IN_PROCESS:
        assert why_not(cases[name].text) == ""


def test_a_browsers_signature_cannot_be_checked_where_nothing_can_be_written_and_says_so(
    cases: dict[str, Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert why_not(cases["webauthn"].text) == "it could not be checked: no such file or directory"


def test_the_armour_is_the_one_openssh_writes(cases: dict[str, Case]) -> None:
    for case in cases.values():
        assert ssh_armour.armoured(ssh_armour.unarmoured(case.text)) == case.text


RECIPES = [software_sk(SK_ED25519), software_sk(SK_ECDSA), curve_recipe(ec_point(CURVE))]


@settings(max_examples=120, deadline=None)
@given(
    recipe=st.sampled_from(RECIPES),
    namespace=st.sampled_from([NAMESPACE, "git"]),
    reserved=st.sampled_from([b"", b"", b"x"]),
    hash_name=st.sampled_from(["sha256", "sha512", "sha384"]),
    signed_hash=st.sampled_from(["", "", "sha256"]),
    kind=st.sampled_from(["", "", "", SK_ED25519, SK_ECDSA, "ssh-ed25519"]),
    after=st.sampled_from([b"", b"", b"\0"]),
    message=st.sampled_from([MESSAGE, MESSAGE, b"other"]),
)
def test_we_and_openssh_agree_about_signatures_mixed_from_right_and_wrong_fields(
    recipe: Recipe,
    namespace: str,
    reserved: bytes,
    hash_name: str,
    signed_hash: str,
    kind: str,
    after: bytes,
    message: bytes,
) -> None:
    mixed = recipe.but(
        namespace=namespace.encode(),
        reserved=reserved,
        hash_name=hash_name,
        signed_hash=signed_hash,
        kind=kind or recipe.kind,
        after=after,
    )
    text = mixed.made(MESSAGE)
    assert openssh_takes(message, text, key_from_blob(recipe.key).line) == (why_not(text, message) == "")


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.binary().map(lambda data: data.decode("latin-1"))))
def test_any_text_is_refused_in_words(text: str) -> None:
    assert why_not(text)
    assert why_not(f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n")


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_in_the_armour_are_refused_in_words(data: bytes) -> None:
    for before in (b"", b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\1" + string(SK.key)):
        assert why_not(armour(before + data))


@pytest.mark.parametrize("name", IN_PROCESS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_mutation_of_a_signature_is_refused_in_words(
    cases: dict[str, Case], name: str, data: st.DataObject
) -> None:
    blob = blob_of(cases[name].text)
    at = data.draw(st.integers(0, len(blob)))
    end = data.draw(st.integers(at, min(len(blob), at + 40)))
    mutated = blob[:at] + data.draw(st.binary(max_size=40)) + blob[end:]
    if mutated != blob:
        assert why_not(armour(mutated))


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=80),
    st.sampled_from(["ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", SK_ED25519, SK_ECDSA, "rsa-sha2-512", "x"]),
    st.sampled_from(["ssh-ed25519", "rsa-sha2-512", "ecdsa-sha2-nistp256", SK_ED25519, SK_ECDSA]),
    st.binary(max_size=80),
)
def test_a_signature_put_together_from_anything_is_refused_in_words(
    blob: bytes, key_kind: str, kind: str, value: bytes
) -> None:
    for data in (value, string(value), string(value) + b"\1\0\0\0\0"):
        made = Signature(PublicKey(key_kind, blob), NAMESPACE, "sha512", kind, data)
        with pytest.raises(BadSignature):
            verify(MESSAGE, made)
