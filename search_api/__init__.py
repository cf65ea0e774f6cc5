"""Questions in, answers out: the settings, the service over one workspace, the HTTP calls, the pages and the command line.

settings -> service (one snapshot and one engine a request) -> reading (what is asked of a snapshot) -> routes, pages, exports, cli.
`search` and `ask` are the two rooms that turn words into places and answers.
"""
