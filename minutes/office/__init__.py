"""The office: jobs that outlive whoever works on them, the watched folder, batches."""
