"""People: who speaks, under which name, in which role, from what is said and what the records say."""
