"""How the bundled Norwegian pipeline is trained, put together and measured."""
