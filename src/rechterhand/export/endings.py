"""The endings of files that can be made of a plan, for the command, the pages and the API alike."""

from __future__ import annotations

TOOL_FILES = (".xml", ".xer")
"""The plan for other tools."""
SHEETS = (".plan.xlsx", ".plan.json")
"""The plan as tables, and in full."""
PLAN_FILES = (*SHEETS, *TOOL_FILES)
"""The plan itself; such a file may name people, the others don't."""
VERDICT_FILES = (".pdf", ".talk.pdf", ".xlsx", ".json", ".html")
"""Its verdict: report, talk sheet, workbook, document and page."""
MADE = (*VERDICT_FILES, *PLAN_FILES)
"""All of them, in the order in which they are offered."""
