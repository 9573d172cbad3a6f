"""Nothing stands in minutes that was not said: every statement, decision and to-do is checked against its evidence."""
