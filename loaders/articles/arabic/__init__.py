"""Reads Arabic articles."""
