"""What every test may ask for. The parts live beside this file, one duty each."""

pytest_plugins = ["tests.components", "tests.databases"]
