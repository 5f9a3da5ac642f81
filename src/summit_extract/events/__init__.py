"""Events: triggers, status, arguments, and the merging of tellings."""
