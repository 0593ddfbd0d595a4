"""Accounts: signing in and out, invitations, passwords and two-factor sign-in."""
