"""The pages for people: server-rendered, working without JavaScript; each opens one snapshot for its request.

render (templates, what every page has) -> document_text, tree, hits, chips (what a page shows of a text, of a lược đồ, of a search, of
a question) -> home, documents, tasks, collections, answers (the pages themselves) -> mount (into the application; errors as pages).
The package imports nothing by itself: the command line shows trees and answers without a server.
"""
