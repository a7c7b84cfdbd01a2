"""A person signs with a key of theirs that the newsroom knows, through OpenSSH, and with nothing else."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest
from ssh_tools import SK_ED25519, Pair, clean, keygen, make, openssh_takes, pair, software_sk

from dragoman.workflow import ssh_keygen
from dragoman.workflow.errors import DiskFailed, SigningFailed
from dragoman.workflow.signing import SigningKey, find_key, sign
from dragoman.workflow.ssh_key import PublicKey, key_from_blob
from dragoman.workflow.ssh_signature import parse_signature, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGE = 'dragoman-act 1\nact: "edit"\ntitle: محطة المياه\n'.encode()
WORDS = "open sesame"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    folder = tmp_path_factory.mktemp("keys")
    return {
        "mine": pair(folder / "mine"),
        "other": pair(folder / "other"),
        "curve": pair(folder / "curve", "ecdsa", 256),
        "rsa": pair(folder / "rsa", "rsa", 2048),
        "locked": pair(folder / "locked", passphrase=WORDS),
    }


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in set(os.environ) - set(clean()):
        monkeypatch.delenv(name)


@pytest.fixture
def agent(keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real agent that holds ``other``, ``mine`` and ``rsa``, in this order, known to the environment."""
    socket = tmp_path / "agent"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + 20
            while not socket.exists() and time.monotonic() < until:
                time.sleep(0.01)
            monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
            for name in ("other", "mine", "rsa"):
                subprocess.run(["ssh-add", "-q", str(keys[name].path)], check=True, timeout=60)
            yield socket
        finally:
            process.terminate()


def named(value: object, **more: str) -> dict[str, str]:
    """Git's configuration with this signing key."""
    return {"user.name": "Omar", "gpg.format": "ssh", "user.signingkey": str(value)} | more


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return path


def failure(key: SigningKey, message: bytes = MESSAGE) -> SigningFailed:
    with pytest.raises(SigningFailed) as caught:
        sign(key, message)
    assert caught.value.exit_code == 3
    return caught.value


def copied(one: Pair, folder: Path, name: str = "key", *, public: bool = True, private: bool = True) -> Path:
    """Halves of a pair in another place."""
    if private:
        shutil.copy(one.path, folder / name)
    if public:
        shutil.copy(f"{one.path}.pub", folder / f"{name}.pub")
    return folder / name


@pytest.mark.parametrize("name", ["mine", "curve", "rsa"])
def test_the_key_that_git_signs_with_is_found_and_what_it_signs_openssh_takes(
    keys: dict[str, Pair], name: str
) -> None:
    mine = keys[name]
    found = find_key(named(mine.path), [keys["other"].public, mine.public])
    assert found == SigningKey(mine.public, str(mine.path))
    armour = sign(found, MESSAGE)
    assert parse_signature(armour).key == mine.public
    verify(MESSAGE, parse_signature(armour))
    assert openssh_takes(MESSAGE, armour, mine.public.line)


def test_a_key_is_found_by_its_public_half_too(keys: dict[str, Pair]) -> None:
    mine = keys["mine"]
    found = find_key(named(f"{mine.path}.pub"), [mine.public])
    assert found == SigningKey(mine.public, f"{mine.path}.pub")
    sign(found, MESSAGE)


def test_a_tilde_and_a_path_from_here_are_understood(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = keys["mine"]
    monkeypatch.setenv("HOME", str(mine.path.parent))
    assert find_key(named("~/mine"), [mine.public]) == SigningKey(mine.public, str(mine.path))
    copied(mine, tmp_path, "-f key")
    monkeypatch.chdir(tmp_path)
    found = find_key(named("-f key"), [mine.public])
    assert found == SigningKey(mine.public, str(tmp_path / "-f key"))
    sign(found, MESSAGE)


@pytest.mark.parametrize("name", ["mine", "curve", "rsa", "locked"])
def test_a_private_key_file_without_its_public_half_is_known(
    keys: dict[str, Pair], tmp_path: Path, name: str
) -> None:
    path = copied(keys[name], tmp_path, public=False)
    found = find_key(named(path), [keys[name].public])
    assert found == SigningKey(keys[name].public, str(path))
    if name != "locked":
        sign(found, MESSAGE)


def test_an_older_private_key_file_is_known_by_the_public_one_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "key"
    keygen("-q", "-t", "ecdsa", "-m", "PEM", "-N", "", "-f", str(path))
    assert path.read_text().startswith("-----BEGIN EC PRIVATE KEY")
    public = key_from_blob(parse_signature(sign_by_openssh(path)).key.blob)
    assert find_key(named(path), [public]) == SigningKey(public, str(path))
    Path(f"{path}.pub").unlink()
    assert find_key(named(path), [public]) is None


def sign_by_openssh(path: Path) -> str:
    return keygen("-q", "-Y", "sign", "-n", "dragoman-approval", "-f", str(path), data=MESSAGE).stdout.decode()


def test_a_key_that_the_roster_does_not_name_is_none(keys: dict[str, Pair]) -> None:
    assert find_key(named(keys["mine"].path), [keys["other"].public]) is None
    assert find_key(named(keys["mine"].path), []) is None


@pytest.mark.usefixtures("agent")
def test_a_key_that_git_names_and_the_roster_does_not_is_not_replaced_by_one_in_the_agent(
    keys: dict[str, Pair],
) -> None:
    assert find_key(named(keys["curve"].path), [keys["mine"].public]) is None


def test_what_is_no_key_is_none_and_never_waited_for(keys: dict[str, Pair], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(bytes(100_000))
    (tmp_path / "binary").write_bytes(b"\xff\xfe" * 100)
    (tmp_path / "words").write_text("not a key\n")
    (tmp_path / "folder").mkdir()
    values = [tmp_path / name for name in ("pipe", "large", "binary", "words", "folder", "gone", "words/x")]
    for value in (*values, "/dev/zero", "a\0b", "key::", "key::nonsense", "ssh-ed25519 AAAA", "x" * 9000, "  "):
        assert find_key(named(value), [keys["mine"].public]) is None


@pytest.mark.usefixtures("agent")
@pytest.mark.parametrize("prefix", ["key::", ""])
@pytest.mark.parametrize("name", ["mine", "rsa"])
def test_a_key_named_by_itself_is_signed_with_by_the_agent(keys: dict[str, Pair], prefix: str, name: str) -> None:
    mine = keys[name]
    found = find_key(named(f"{prefix}{mine.public.line} me@desk"), [mine.public])
    assert found == SigningKey(mine.public)
    assert openssh_takes(MESSAGE, sign(found, MESSAGE), mine.public.line)


@pytest.mark.usefixtures("agent")
@pytest.mark.parametrize("config", [{}, {"gpg.format": "openpgp", "user.signingkey": "0xDEADBEEF"}, named("")])
def test_where_git_names_no_ssh_key_the_first_one_in_the_agent_that_the_roster_names_signs(
    keys: dict[str, Pair], config: dict[str, str]
) -> None:
    found = find_key(config, [keys["curve"].public, keys["rsa"].public, keys["mine"].public])
    assert found == SigningKey(keys["mine"].public)
    assert openssh_takes(MESSAGE, sign(found, MESSAGE), keys["mine"].public.line)
    assert find_key(config, [keys["curve"].public]) is None
    assert find_key(config, []) is None


def test_a_key_whose_private_half_only_the_agent_holds_signs_by_its_public_file(
    keys: dict[str, Pair], agent: Path, tmp_path: Path
) -> None:
    path = copied(keys["mine"], tmp_path, private=False)
    for value in (path, f"{path}.pub"):
        found = find_key(named(value), [keys["mine"].public])
        assert found is not None
        sign(found, MESSAGE)
    assert agent.exists()


def test_without_an_agent_there_is_no_key(keys: dict[str, Pair], tmp_path: Path) -> None:
    assert find_key({}, [keys["mine"].public]) is None
    os.environ["SSH_AUTH_SOCK"] = str(tmp_path / "gone")
    try:
        assert find_key({}, [keys["mine"].public]) is None
    finally:
        del os.environ["SSH_AUTH_SOCK"]


@pytest.mark.usefixtures("agent")
def test_a_key_that_has_left_the_agent_does_not_sign_and_the_hint_says_where_to_look(keys: dict[str, Pair]) -> None:
    failed = failure(SigningKey(keys["curve"].public))
    assert failed.sentence.startswith(f"The SSH agent did not sign with {keys['curve'].public.fingerprint}: ")
    assert "ssh-add -L" in failed.hint


@pytest.mark.usefixtures("agent")
def test_an_agents_key_leaves_no_temporary_file(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "here"))
    with pytest.raises(DiskFailed, match="no such file"):
        sign(SigningKey(keys["mine"].public), MESSAGE)
    (tmp_path / "here").mkdir()
    sign(SigningKey(keys["mine"].public), MESSAGE)
    assert list((tmp_path / "here").iterdir()) == []


def test_a_temporary_file_is_for_nobody_else(tmp_path: Path) -> None:
    path = Path(ssh_keygen.private_file(str(tmp_path), "key.pub", "ssh-ed25519 AAAA\n"))
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        ssh_keygen.private_file(str(tmp_path), "key.pub", "")


def test_a_passphrase_is_asked_for_by_ssh_askpass(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    ask = script(tmp_path / "ask", f'echo "$1" > "{asked}"\necho "{WORDS}"')
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    locked = keys["locked"]
    found = find_key(named(locked.path), [locked.public])
    assert found is not None
    assert openssh_takes(MESSAGE, sign(found, MESSAGE), locked.public.line)
    assert "passphrase" in asked.read_text()


def test_a_wrong_passphrase_and_none_are_told_in_opensshs_words_with_a_hint(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = SigningKey(keys["locked"].public, str(keys["locked"].path))
    alone = "import sys\n" + SIGN.format(path=key.path, line=key.public.line)
    done = subprocess.run(
        [sys.executable, "-c", alone], capture_output=True, text=True, check=False, timeout=60, start_new_session=True
    )
    assert "passphrase" in done.stderr.splitlines()[-1]
    monkeypatch.setenv("SSH_ASKPASS", str(script(tmp_path / "ask", "echo no")))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    failed = failure(key)
    assert "incorrect passphrase" in failed.sentence
    assert f"ssh-add {key.path}" in failed.hint


SIGN = """
from dragoman.workflow.signing import SigningKey, sign
from dragoman.workflow.ssh_key import parse_public_key
print(sign(SigningKey(parse_public_key({line!r}), {path!r}), b"words"), end="")
"""


@pytest.mark.parametrize("screen", [{}, {"DISPLAY": ":99"}], ids=["no screen", "a screen"])
def test_a_passphrase_is_asked_for_at_the_terminal_also_where_there_is_a_screen(
    keys: dict[str, Pair], screen: dict[str, str]
) -> None:
    locked = keys["locked"]
    code = SIGN.format(path=str(locked.path), line=locked.public.line)
    child = pexpect.spawn(sys.executable, ["-c", code], env=clean() | screen, encoding="utf-8", timeout=30)
    child.expect("Enter passphrase.*: ")
    child.sendline(WORDS)
    child.expect(pexpect.EOF)
    output = (child.before or "").replace("\r\n", "\n").lstrip("\n")
    assert openssh_takes(b"words", output, locked.public.line)
    assert WORDS not in output


def test_an_unanswered_prompt_is_ended_and_typing_is_seen_again(keys: dict[str, Pair]) -> None:
    argv = ["ssh-keygen", "-q", "-Y", "sign", "-n", "x", "-f", str(keys["locked"].path)]
    code = (
        "import time\nfrom dragoman.workflow.errors import SigningFailed\n"
        "from dragoman.workflow.ssh_keygen import run\n"
        f"try: run({argv!r}, b'words', seconds=2)\n"
        "except SigningFailed as failed: print(failed.sentence)\n"
        "time.sleep(30)\n"
    )
    child = pexpect.spawn(sys.executable, ["-c", code], env=clean(), encoding="utf-8", timeout=30)
    child.expect("Enter passphrase.*: ")
    assert not child.getecho()
    child.expect("ssh-keygen did not end within 2 seconds.")
    assert child.getecho()
    child.close(force=True)


def test_a_key_whose_public_file_is_anothers_does_not_sign(keys: dict[str, Pair], tmp_path: Path) -> None:
    path = copied(keys["mine"], tmp_path)
    shutil.copy(f"{keys['other'].path}.pub", f"{path}.pub")
    found = find_key(named(path), [keys["mine"].public, keys["other"].public])
    assert found is not None
    assert found.public == keys["other"].public
    assert "doesn't match" in failure(found).sentence
    assert "signed with another key" in failure(SigningKey(keys["other"].public, str(keys["mine"].path))).sentence


def test_a_key_file_that_has_gone_is_told(keys: dict[str, Pair], tmp_path: Path) -> None:
    assert "No such file" in failure(SigningKey(keys["mine"].public, str(tmp_path / "gone"))).sentence


def test_a_weak_key_is_never_found(tmp_path: Path) -> None:
    path = make(tmp_path / "weak", "rsa", 1024)
    kind, text = Path(f"{path}.pub").read_text().split()[:2]
    assert find_key(named(path), [PublicKey(kind, base64.b64decode(text))]) is None


def test_without_openssh_the_error_says_so(
    keys: dict[str, Pair], agent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert agent.exists()
    monkeypatch.setenv("PATH", str(tmp_path))
    for key in (SigningKey(keys["mine"].public), SigningKey(keys["mine"].public, str(keys["mine"].path))):
        failed = failure(key)
        assert failed.sentence == "ssh-keygen is not installed, or not on the PATH."
        assert failed.hint == "install OpenSSH"
    with pytest.raises(SigningFailed, match="ssh-add is not installed"):
        find_key({}, [keys["mine"].public])
    script(tmp_path / "ssh-keygen", "exit 0").chmod(0o600)
    assert failure(key).sentence == "ssh-keygen cannot be run: permission denied."


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("exit 0", "signature that does not hold: it does not begin as an SSH signature does."),
        (
            "echo nonsense",
            "signature that does not hold: it does not begin as an SSH signature does.",
        ),
        ("printf '\\377\\000'", "does not hold"),
        ("{other}", "ssh-keygen made a signature that does not hold: it is not that key's over this text."),
        ("exit 3", "ssh-keygen did not sign: it did not say why"),
        ("echo one >&2; echo ' two ' >&2; echo >&2; exit 255", "ssh-keygen did not sign: two"),
        ("head -c 5000 /dev/zero | tr '\\0' x >&2; exit 1", f"ssh-keygen did not sign: {'x' * 300}"),
    ],
)
def test_an_ssh_keygen_that_does_not_do_its_work_is_caught(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, sentence: str
) -> None:
    mine = keys["mine"]
    (tmp_path / "other").write_text(sign_by_openssh(mine.path))
    script(tmp_path / "ssh-keygen", does.replace("{other}", f"cat '{tmp_path}/other'"))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert sentence in failure(SigningKey(mine.public, str(mine.path)), b"other words").sentence


def test_an_agent_that_does_not_answer_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script(tmp_path / "ssh-add", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    start = time.monotonic()
    with pytest.raises(SigningFailed, match="ssh-add did not end within 1 seconds"):
        ssh_keygen.run(["ssh-add", "-L"], seconds=1)
    assert time.monotonic() - start < 20


def test_an_agents_list_is_read_past_keys_that_we_do_not_take(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = f"ssh-dss AAAA old\nnonsense\n\n{keys['mine'].public.line} \\377\n"
    script(tmp_path / "ssh-add", f"printf '{lines}'")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("SSH_AUTH_SOCK", "anything")
    assert find_key({}, [keys["mine"].public]) == SigningKey(keys["mine"].public)


@pytest.mark.usefixtures("agent")
def test_no_program_that_a_configuration_names_is_ever_run(
    keys: dict[str, Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary"
    program = str(script(tmp_path / "program", f"touch '{canary}'; exit 1"))
    settings = ("gpg.program", "gpg.ssh.program", "gpg.ssh.defaultkeycommand", "core.sshcommand", "core.askpass")
    traps = dict.fromkeys(settings, program)
    for number, setting in enumerate(settings):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", setting)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", program)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    mine = keys["mine"]
    for config in (named(mine.path, **traps), named(mine.public.line, **traps), traps):
        found = find_key(config, [mine.public])
        assert found is not None
        verify(MESSAGE, parse_signature(sign(found, MESSAGE)))
    assert not canary.exists()


def test_a_security_key_is_known_to_need_a_touch(keys: dict[str, Pair]) -> None:
    assert SigningKey(key_from_blob(software_sk(SK_ED25519).key)).needs_touch
    assert not SigningKey(keys["mine"].public).needs_touch


def test_an_empty_and_a_large_text_are_signed(keys: dict[str, Pair]) -> None:
    key = SigningKey(keys["mine"].public, str(keys["mine"].path))
    for message in (b"", b"\0" * 3_000_000):
        verify(message, parse_signature(sign(key, message)))


def test_a_signing_key_shows_no_secret(keys: dict[str, Pair]) -> None:
    found = find_key(named(keys["mine"].path), [keys["mine"].public])
    assert isinstance(found and found.public, PublicKey)
    assert keys["mine"].path.read_text().split("\n")[3] not in repr(found)
