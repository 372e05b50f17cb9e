"""Everything that depends on a language: what is said, and what is heard. Imports nothing from flows or bot."""
