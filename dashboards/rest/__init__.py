"""REST: /api/watch/v1, one table of routes from which the OpenAPI document is made as well."""
