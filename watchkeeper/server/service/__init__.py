"""The service desk in the server: each part wired, with the routes that come with it."""
