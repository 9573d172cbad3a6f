"""Sound: the only caller of ffmpeg, and what a file contains."""
