"""asr-mini: a small Japanese Whisper trained on synthetic speech."""
