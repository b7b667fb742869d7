"""Channels: one small file each; a channel is a value that can send one message."""
