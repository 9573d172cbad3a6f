"""The scripts that make the small models."""
