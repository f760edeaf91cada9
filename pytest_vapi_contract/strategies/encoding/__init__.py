"""
Messages as strings of bytes: which byte decides what.
"""
