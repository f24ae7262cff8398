"""What is learned of claims that people judged: how far a new one may be believed."""
