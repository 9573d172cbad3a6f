"""Makes the project's small models and demo recordings from nothing: sentences, synthetic speech, rooms, training, export."""
