"""Other frameworks at the same dialogue, in a virtual environment of their own. They know nothing of this project."""
