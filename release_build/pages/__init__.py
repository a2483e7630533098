"""Pages and tables for people, written from a release and held to it by tests (`make pages`)."""
