"""Every push that a gate must refuse, for whoever judges pushes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.bad_acts import ACTS
from servers.bad_files import FILES
from servers.bad_merges import MERGES
from servers.bad_refs import REFS
from servers.bad_roles import ROLES
from servers.bad_rosters import ROSTERS

if TYPE_CHECKING:
    from servers.bad_push import Bad

BAD: tuple[Bad, ...] = (*ACTS, *FILES, *ROSTERS, *ROLES, *REFS, *MERGES)
# Those that CI is asked about too: commits on top of the main branch, of every sort some.
_FOR_CI = (
    "a state changed by hand",
    "an approval of one's own words",
    "an act that another person committed",
    "an act without the signature that is wanted",
    "a record taken out",
    "a signature removed",
    "a link among the articles",
    "a roster by somebody who is no owner",
    "another roster in the place of the server's",
    "a newsroom taken over by a removed owner",
    "a role and an act that needs it",
    "an act with a revoked key, dated back",
    "another newsroom's beginning",
    "a merge that keeps one's own act instead of the server's",
    "a merge that does an act",
    "a merge that drops a signature",
)
FOR_CI = tuple(bad for bad in BAD if bad.name in _FOR_CI)
