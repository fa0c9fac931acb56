"""The whole corpus at once, from small facts: which shows there are, which documents hold one recording."""
