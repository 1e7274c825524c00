"""``python -m bot``: the same as ``zadankai``."""

from bot.cli.main import main

if __name__ == "__main__":
    main()
