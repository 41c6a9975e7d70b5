"""What is refused for its size, number or speed."""
