"""What fuzzing starts from: whole files as they should be, and the fragments that readers stumble over."""

from __future__ import annotations

from dragoman.workflow.snapshot_file import Snapshot
from dragoman.workflow.waiver_file import Waiver

_ARTICLE = """---
title: "Water station: back to work"
dek: ''
lang: en
state: translated
source: {outlet: صحيفة الفرات, url: https://news.example/a?b=1#c, lang: ar, retrieved: 2026-11-22T10:00:00Z}
translator: lina
keywords: [Aleppo, 'two words', "q"] # a note
x-y: |
  more
   lines
history:
- {act: source, by: lina, at: 2026-11-22T10:00:00Z, seal: aa}
- act: translate
  by: lina
  at: 2026-11-22T11:00:00Z
  note: "w\\u00f6rds\\n"
  seal: bb
---

The pumps ran again, می\u200cخواهم.

<!-- dragoman:disclaimer default -->
words
<!-- /dragoman:disclaimer -->
"""
_NEWSROOM = """\
name: Example Desk
languages: {from: [ar], to: [en]}
policy:
  signatures: off
people:
  olga: {name: Olga, emails: [olga@example.org], roles: [owner]}
  lina: {name: "Lina \\u202E", emails: [lina@example.org], roles: [translator], keys: ['ssh-ed25519 AAAA'], left: ''}
sealed: {version: '1', by: olga, at: 2026-11-22T12:00:00Z, seal: aa}
"""
_PAGE = """<!DOCTYPE html><html lang=ar dir="rtl"><head><meta charset="utf-8"><title>A title | Paper</title>
<meta property="og:title" content="A title"><meta name="keywords" content="a, b"><link rel=canonical href="/a">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"A title","author":[{"name":"N"}],
"datePublished":"2026-10-31"}</script></head><body><article><h1>A title</h1><p class="byline">By N</p>
<p>The pumps of the eastern district ran again on Monday, people told the paper. <b>Bold</b> <a href="x">link</a></p>
<ul><li>one<ul><li>two</ul></ul><table><tr><td>a<td>b</table><blockquote>said &amp; done&#x202e;&#0;</blockquote>
<figure><img src=i.jpg alt=x></figure><pre>code</pre><p>We used to buy water from tankers every day.</p></article>"""

_SNAPSHOT = Snapshot(
    "changed", "https://news.example/a", "2026-11-28T10:15:00Z", "lina", "200", "a" * 64, "عنوان: جديد", "dek",
    "The pumps ran again.\n\n- one\n- two", ("2026-11-28T101500Z.html", "b" * 64), etag='W/"x"', charset="utf-8",
)  # fmt: skip
_GONE = Snapshot("gone", "https://news.example/a", "2026-11-28T10:15:00Z", "lina", "404", "a" * 64)
_WAIVER = Waiver(
    "doubled-word", "a" * 64, "the the", "omar", "2026-11-28T10:00:00Z", "It is: a name # here", "sara",
    "2026-11-28T11:00:00Z",
)  # fmt: skip
_HEAD = _ARTICLE.split("---\n")[1].encode()

SEEDS: dict[str, tuple[bytes, ...]] = {
    "front_matter": (_ARTICLE.encode(), _HEAD, _NEWSROOM.encode(), b"\xef\xbb\xbf---\r\na: b\r\n---\r\n"),
    "article": (_ARTICLE.encode(), _ARTICLE.replace("\n", "\r\n").encode(), b"---\nstate: sourced\n---\n"),
    "newsroom": (_NEWSROOM.encode(), b"name: x\npeople: {a: {}}\n"),
    "page": (
        _PAGE.encode(),
        _PAGE.encode("utf-16"),
        _PAGE.replace("utf-8", "windows-1256").encode("cp1256", "replace"),
        b"# T\n\nwords\n",
    ),
    "snapshot": (_SNAPSHOT.as_text().encode(), _GONE.as_text().encode()),
    "waiver": (_WAIVER.as_text().encode(),),
    "splicing": tuple(bytes((kind, key, 3)) + _HEAD for kind in range(3) for key in range(0, 16, 3)),
}

_YAML = (
    b"\n", b"  ", b"- ", b": ", b"?", b"#", b" #", b"{", b"}", b"[", b"]", b", ", b"'", b'"', b"|\n", b">-\n",
    b"&a ", b"*a", b"!t ", b"<<: ", b"---\n", b"...\n", b"%YAML 1.1\n", b"~", b"null", b"\\", b"\\u202e",
    b"\\x9b", b"\\ud800", b"\\U0001F600", b"key: value\n", b"title: ", b"state: sourced\n", b"history:\n",
    b"- {act: a, by: b, at: c, seal: d}\n", b"keywords: [a]\n", b"people:\n", b"a: b\n",
)  # fmt: skip
_TEXT = (
    b"\t", b"\r\n", b"\r", b"\x00", b"\x1b", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\x85",
    b"\xc2\xa0", b"\xe2\x80\xa8", "\u202e\u2067\u200c\u200b".encode(), "🏴\U000e0067".encode(), "ع".encode(),
    "😀\ufe0f".encode(), b"<!-- dragoman:disclaimer x -->\n",
)  # fmt: skip
_HTML = (
    b"<p>", b"</p>", b"<div>", b"<h1>", b"<article>", b"<li>", b"<ul>", b"<td>", b"<table>",
    b"<a href='javascript:x'>", b"<img src=x>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[",
    b"&#0;", b"&#x1b;", b"&lt;", b"&", b"<svg>", b"<math>", b"<template>", b"<?xml ", b"<meta charset=utf-16>",
    b"<meta charset=punycode>", b"<base href='//x'>", b"<br>", b"<pre>", b"<em>", b"<blockquote>", b"=", b">",
)  # fmt: skip
FRAGMENTS: dict[str, tuple[bytes, ...]] = {
    name: (*_TEXT, *(_HTML if name == "page" else _YAML)) for name in SEEDS
}  # fmt: skip
