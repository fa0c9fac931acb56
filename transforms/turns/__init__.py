"""Who speaks where no label says so: turns found in running text, and given to the people who are there."""
