"""What the tables must satisfy before anybody sees them: suites derived from the schema, and the gate."""
