"""Bringing in: a text that exists already becomes the beginning of a draft."""
