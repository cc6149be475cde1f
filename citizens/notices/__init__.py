"""What is said to people about what they asked for."""
