"""Profiles as files: the packaged ones stand here, one YAML file each; own ones build on them."""
