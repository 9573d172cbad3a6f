"""What clerks put right, known from then on: the office's own terms and people, and what a checked draft adds to them."""
