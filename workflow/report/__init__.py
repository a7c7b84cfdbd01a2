"""Findings on paper for machines: one small file a format, findings in, text out."""
