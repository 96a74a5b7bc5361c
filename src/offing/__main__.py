"""`python -m offing`."""

from offing.cli import main

main()
