"""The console command `vanmach`. What a command needs is imported when it runs, so that help and status come at once.

main (the commands), wording, choices -> console (how things are printed) -> reading, writing, serving, store (what the commands do)
"""

from search_api.cli.main import main

__all__ = ["main"]
