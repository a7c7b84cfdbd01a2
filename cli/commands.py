"""The table of contents: every command, the module it is in, and its line in ``dragoman --help``.

The modules are imported when their command runs, so that the list costs nothing; a test holds the lines against the
commands' own first sentences.
"""

from __future__ import annotations

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "The newsroom": {
        "init": ("init", "Make a newsroom, and the git repository if there is none."),
        "person": ("person", "Look after the roster: who may do what."),
        "gate": ("gate", "Let only pushes in that keep the promises: for the server that people push to."),
        "ci": ("ci", "Write a CI job that checks each branch's articles and verifies its commits."),
        "trust": ("trust", "Show or say what you trust from outside the tree: the first roster, and a gate."),
        "doctor": ("doctor", "See whether this machine and repository are fit, and what to run if not."),
        "demo": ("demo", "Watch one article go through all five states in a new newsroom."),
    },
    "Moving an article": {
        "source": ("source", "Freeze an original and open its translation."),
        "recheck": ("recheck", "Say that you compared what an original has become: the translation stands."),
        "save": ("save", "Commit work in progress; approves nothing."),
        "translate": ("translate", "Hand in a translation."),
        "edit": ("edit", "Approve the text as an editor."),
        "disclaim": ("disclaim", "Attach the newsroom's disclaimer."),
        "publish": ("publish", "Publish: write the finished pages."),
        "waive": ("waive", "Let a finding of `check` stand, with a reason; approves nothing."),
        "return": ("return_", "Send an article back to an earlier state."),
        "hold": ("hold", "Keep an article from being published until it is released; work on it goes on."),
        "release": ("release", "Release an article that is on hold."),
        "embargo": (
            "embargo",
            "Promise silence to others until a time: nothing of the article goes out before it.",
        ),
        "schedule": (
            "schedule",
            "Plan when an article is to be published; `dragoman publish --due` does it, from cron or CI.",
        ),
        "spike": ("spike", "Drop an article before publication; `unspike` takes it up again where it was."),
        "unspike": ("unspike", "Take a spiked article up again, in the state it was dropped in."),
    },
    "After publication": {
        "correct": ("correct", "Open a correction of a published article; readers keep the version they have."),
        "withdraw": ("withdraw", "Withdraw a published article that cannot be repaired."),
        "takedown": ("takedown", "Take a published article from readers on request, not for an error."),
    },
    "What readers see": {
        "build": (
            "build",
            "Build what readers see from what is published; exit 1 if an article is held back.",
        ),
        "preview": ("preview", "Look at the site on this machine; pages load again by themselves."),
    },
    "Looking": {
        "status": ("status", "Show what is where and what is next."),
        "show": ("show", "Show one article: its words, its acts, what is wrong with it."),
        "log": ("log", "Show an article's acts and saves."),
        "diff": ("diff", "Show what changed in an article since an act, word by word."),
        "compare": (
            "compare",
            "Say what a translation lost or changed against its source; exit 1 if something should be looked at.",
        ),
        "review": ("review", "Show source and translation side by side, with what was found beside each paragraph."),
        "check": ("check", "Check promises and readiness; exit 1 if something is wrong."),
        "verify": (
            "verify",
            "Prove who approved which words, and that nothing changed since; exit 1 if something stands against it.",
        ),
        "completion": ("completion", "Print the shell's completion script."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}
