"""Review: a source and its translation side by side, with what was found beside the paragraphs it speaks of."""
