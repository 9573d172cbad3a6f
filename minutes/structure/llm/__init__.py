"""A large language model writes an item's minutes from what was said: asked in windows, believed in nothing."""
