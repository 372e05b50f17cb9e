"""What somebody is called, and how old they are."""
