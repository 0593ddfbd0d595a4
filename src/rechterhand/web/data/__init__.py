"""What is kept: models, their migrations, and files in storage. The one Django app with tables."""
