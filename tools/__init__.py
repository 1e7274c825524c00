"""Programs that measure the project or torment it; each says how to run it. They stand on what the tests stand on."""
