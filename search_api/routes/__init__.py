"""The HTTP calls of the contract below `/api/v1`, one module a room; each opens one snapshot for its request.

models (what the answers look like in OpenAPI) -> common (what the calls share) -> search, documents, tasks, collections, health
"""
