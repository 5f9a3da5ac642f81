"""``python -m summit_extract``."""

from summit_extract.cli import main

if __name__ == "__main__":
    main()
