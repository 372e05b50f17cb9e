"""What the service tells about itself: in the terminal, and in files for others."""
