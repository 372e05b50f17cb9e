"""The administration's pages of the desk: what the service is set to, and who works with it. No page here shows words of a
person, a name of theirs or a number."""
