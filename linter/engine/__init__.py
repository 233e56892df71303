"""Runs rules over documents: one pass for triggers, zones, diagnostics, failures."""
