"""What a translation lost or changed against its source: two texts in, findings out; no network, no model."""
