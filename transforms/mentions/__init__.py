"""Mentions: spans of speech that name something, found, told apart and tied to what they name."""
