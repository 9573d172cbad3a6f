"""From minutes as data to the office's documents."""
