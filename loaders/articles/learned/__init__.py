"""What is learned from annotated passages: which relation, if any, a sentence states between two of its names."""
