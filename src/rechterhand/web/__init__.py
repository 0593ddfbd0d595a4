"""The workbench: the verdicts of a whole portfolio in the browser, a thin user of the core.

Layers, lowest first: look, data, bridge | access, queries, actions, jobs, pages | api, project. Each imports only from
those before it; import contracts in ``pyproject.toml`` enforce it.
"""
