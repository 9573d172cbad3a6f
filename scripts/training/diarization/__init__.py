"""Making diarization-mini: synthetic meetings, segmentation, embedding, PLDA, clustering, export."""
