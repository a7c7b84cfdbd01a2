"""Every house check, in the order in which they are listed."""

from __future__ import annotations

from dragoman.workflow.house.glossary import glossary_forbidden, glossary_term
from dragoman.workflow.house.headline import headline_certainty, headline_name, headline_number
from dragoman.workflow.house.left_over import left_in_source
from dragoman.workflow.house.markdown import broken_link, heading_space, missing_alt, unclosed_markup
from dragoman.workflow.house.marks import double_space, mixed_quotes, unbalanced_bracket, unpaired_quote
from dragoman.workflow.house.words import doubled_word, spelling

HOUSE = (
    headline_number,
    headline_name,
    headline_certainty,
    glossary_term,
    glossary_forbidden,
    left_in_source,
    doubled_word,
    unpaired_quote,
    unbalanced_bracket,
    mixed_quotes,
    double_space,
    broken_link,
    heading_space,
    unclosed_markup,
    missing_alt,
    spelling,
)
