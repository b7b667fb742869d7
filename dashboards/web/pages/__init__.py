"""The pages: one small file each, one template each."""
