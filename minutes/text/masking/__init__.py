"""What is personal in a text, replaced by placeholders before it leaves the machine, and put back in what comes home."""
