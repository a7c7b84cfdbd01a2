"""A site of many articles: built by dragoman and by Hugo from the same texts, and again after one article changed."""

from __future__ import annotations

import json
import re
import shutil
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import make
from timing import PYTHON, ROWS, RUNS, dragoman, row, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HUGO = Path(PYTHON).parent / "hugo"
TARGETS = 'targets:\n  site: {url: "https://desk.example/"}\n'
_SINGLE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body><h1>{{ .Title }}</h1>
<p>{{ .Params.translator }} {{ .Date }}</p>{{ .Content }}
{{ range .GetTerms "keyword" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</body></html>
"""
_LIST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
{{ $p := .Paginate .RegularPages 30 }}{{ range $p.Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Summary }}</p><p>{{ .Date }}</p>{{ end }}
{{ with $p.Next }}<a href="{{ .URL }}">Older</a>{{ end }}</body></html>
"""


def site_rows(folder: Path, articles: int) -> Iterator[str]:
    """The rows; ``folder`` is where newsroom and Hugo's copy of it are made."""
    full = f"`build` of everything, {articles:,} articles, a page ÷ Hugo's, a page"
    one = f"`build` after one of {articles:,} articles changed, start-up excluded"
    if not (ROWS.search(full) or ROWS.search(one)):
        return
    newsroom = folder / "site"
    make(newsroom, articles, ("published",), TARGETS)
    if HUGO.exists() and ROWS.search(full):
        hugo = _for_hugo(newsroom, folder / "hugo-site")
        pairs = [(_built(newsroom), _by_hugo(hugo)) for _ in range(min(RUNS, 3))]
        ratio = statistics.median(ours[0] / floor[0] for ours, floor in pairs)
        ours, floor = (1000 * statistics.median(pair[n][0] for pair in pairs) for n in (0, 1))
        yield row(full, f"{ours:.2f}", f"{floor:.2f}", f"{ratio:.2f}", "≤ 1", max(pair[0][1] for pair in pairs))
    if ROWS.search(one):
        dragoman(newsroom, "build")
        took = [_after_one(newsroom, number) for number in range(RUNS)]
        ours = 1000 * statistics.median(took)
        yield row(one, f"{ours:,.0f}", "–", "–", "≤ 1,000 ms", dragoman(newsroom, "build").memory)


def _built(newsroom: Path) -> tuple[float, float]:
    """Seconds of both cores a page, and megabytes, of a build from nothing."""
    shutil.rmtree(newsroom / "public", ignore_errors=True)
    shutil.rmtree(newsroom / ".git/dragoman/targets", ignore_errors=True)
    took = dragoman(newsroom, "build")
    return took.seconds / _pages(newsroom / "public/site"), took.memory


def _by_hugo(site: Path) -> tuple[float, float]:
    shutil.rmtree(site / "public", ignore_errors=True)
    took = run([str(HUGO), "--quiet"], site)
    return took.seconds / _pages(site / "public"), took.memory


def _pages(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.html"))


def _after_one(newsroom: Path, number: int) -> float:
    """Seconds of a build after one article's record went back to the state before, less a command's start.

    The build reads only what is committed: an article is taken out of the commit, or put back.
    """
    # All came on one day, and are listed by name: these are the newest.
    file = sorted(newsroom.glob("articles/*/*/*/en.md"), key=lambda path: path.parent.name)[-1 - number]
    text = file.read_text(encoding="utf-8")
    file.unlink()
    run(["git", "commit", "-qam", "out"], newsroom)
    dragoman(newsroom, "build")
    file.write_text(text, encoding="utf-8")
    run(["git", "add", "--", str(file)], newsroom)
    run(["git", "commit", "-qm", "in"], newsroom)
    return dragoman(newsroom, "build").seconds - dragoman(newsroom, "--help").seconds


def _for_hugo(newsroom: Path, site: Path) -> Path:
    """The same articles as Hugo takes them, with templates that say no more than they must."""
    content, layouts = site / "content/en", site / "layouts/_default"
    content.mkdir(parents=True)
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(_SINGLE)
    (layouts / "list.html").write_text(_LIST)
    terms = "keyword = 'keyword'\noutlet = 'outlet'\ntranslator = 'translator'\n"
    (site / "hugo.toml").write_text(f"baseURL = 'https://desk.example/'\ntitle = 'Desk'\n[taxonomies]\n{terms}")
    for path in newsroom.glob("articles/*/*/*/en.md"):
        text = path.read_text(encoding="utf-8")
        title = re.search(r'title: "(.*)"', text)
        head = {
            "title": title[1] if title else "", "date": "2026-11-22T12:00:00Z", "keyword": ["water", "city"],
            "outlet": ["Little Harbour Paper"], "translator": ["Lina"],
        }  # fmt: skip
        body = text.split("\n---\n", 1)[1]
        (content / f"{path.parent.name}.md").write_text(f"{json.dumps(head)}\n{body}", encoding="utf-8")
    return site
