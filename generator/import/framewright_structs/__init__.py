"""Tells what structs of msgspec say of frames; run by `framewright import-msgspec`."""
