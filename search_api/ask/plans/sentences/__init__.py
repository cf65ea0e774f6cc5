"""What stands in no table and is told in a sentence: found by its words, given word for word."""
