"""What a fetched snapshot adds to, ends or changes in what is held."""
