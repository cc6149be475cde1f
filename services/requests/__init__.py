"""What was asked for, from the first page of a draft to the answer."""
