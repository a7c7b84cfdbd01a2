"""Every push that a gate must refuse, for whoever judges pushes."""

from __future__ import annotations

from servers.bad_acts import ACTS
from servers.bad_files import FILES
from servers.bad_merges import MERGES
from servers.bad_push import MAIN, Bad
from servers.bad_refs import REFS
from servers.bad_rosters import ROSTERS

BAD: tuple[Bad, ...] = (*ACTS, *FILES, *ROSTERS, *REFS, *MERGES)
# Those that CI sees too: commits on top of the main branch.
ON_TOP = tuple(bad for bad in BAD if bad.refs == MAIN)
