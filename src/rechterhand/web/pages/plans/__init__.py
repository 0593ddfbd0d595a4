"""A project's plan: its verdict, its versions, and how a new one comes in."""
