"""The administration: people, and the installation itself."""
