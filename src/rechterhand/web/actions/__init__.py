"""Changes to what is kept, each a function that pages, the API and jobs share."""
