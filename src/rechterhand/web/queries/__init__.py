"""Questions to what is kept, each a function that pages and the API share."""
