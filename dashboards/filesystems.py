"""Which file systems can fill up: one list for pages and check forms, as the shipped rules have it."""

from __future__ import annotations

LOCAL_FILESYSTEMS = (
    'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|erofs|iso9660|udf|autofs|efivarfs|fuse.*"'
)
