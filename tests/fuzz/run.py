"""``make fuzz``: each target for so many seconds, by atheris (coverage-guided) where it is, else by Hypothesis.

Prints for each how long it ran, how often, and by what; what broke a promise is kept in ``build/fuzz/found``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parents[2] / "build/fuzz"
FOUND = HERE / "found"


def main(seconds: int, names: list[str]) -> int:
    """Run the targets one after the other; 1 if any was broken."""
    from fuzz.targets import TARGETS

    by = "atheris" if find_spec("atheris") else "hypothesis"
    broken = 0
    for name in names or list(TARGETS):
        FOUND.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        argv = [sys.executable, __file__, f"--{by}", name, str(seconds)]
        done = subprocess.run(argv, capture_output=True, text=True, errors="replace", check=False)
        ran = re.findall(r"executed_units: (\d+)", done.stdout + done.stderr)
        took = time.monotonic() - begun
        print(f"{name}: {int(ran[-1]) if ran else 0:,} executions in {took:.0f} s by {by}, ", end="")
        print("nothing found" if done.returncode == 0 else f"BROKEN, see {FOUND}", flush=True)
        if done.returncode:
            broken = 1
            told = done.stdout + done.stderr
            print(told[told.find("Traceback") :][:4000])
    return broken


def by_atheris(name: str, seconds: int) -> None:
    """One target, its inputs kept from run to run."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with atheris.instrument_imports(include=["dragoman"]):
        from fuzz.targets import TARGETS
    from fuzz.seeds import FRAGMENTS, SEEDS

    corpus = HERE / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = HERE / f"{name}.dict"
    lines = ("".join(f"\\x{byte:02x}" for byte in fragment) for fragment in FRAGMENTS[name])
    words.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
    limits = (
        f"-max_total_time={seconds}",
        "-max_len=4096",
        "-timeout=20",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    )
    atheris.Setup([name, *limits, f"-dict={words}", f"-artifact_prefix={FOUND}/{name}-", str(corpus)], TARGETS[name])
    atheris.Fuzz()


def by_hypothesis(name: str, seconds: int) -> None:
    """One target, in rounds until the time is up."""
    from fuzz.strategies import inputs
    from fuzz.targets import TARGETS
    from hypothesis import HealthCheck, given, seed, settings

    until, ran = time.monotonic() + seconds, 0

    def once(data: bytes) -> None:
        nonlocal ran
        ran += 1
        try:
            TARGETS[name](data)
        except Exception:
            (FOUND / f"{name}-hypothesis").write_bytes(data)
            raise

    calm = settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    while time.monotonic() < until:
        seed(time.monotonic_ns())(calm(given(inputs(name))(once)))()
    print(f"executed_units: {ran}")


if __name__ == "__main__":
    if sys.argv[1].startswith("--"):
        {"--atheris": by_atheris, "--hypothesis": by_hypothesis}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
