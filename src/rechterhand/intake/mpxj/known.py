"""Which fields of MPXJ's JSON the plan keeps or can do without; all others are reported."""

from __future__ import annotations

TASK = frozenset(
    ["unique_id", "id", "name", "wbs", "outline_level", "outline_number", "parent_task_unique_id", "guid", "active", "external_task", "estimated", "calendar_unique_id", "ignore_resource_calendar", "type", "effort_driven", "priority", "leveling_delay", "leveling_delay_units", "duration", "duration_units", "remaining_duration", "actual_duration", "planned_duration", "work", "remaining_work", "actual_work", "planned_work", "start", "finish", "actual_start", "actual_finish", "planned_start", "planned_finish", "stop", "resume", "suspend_date", "work_splits", "constraint_type", "constraint_date", "secondary_constraint_type", "secondary_constraint_date", "deadline", "expected_finish", "external_early_start", "external_late_finish", "percent_complete", "percent_complete_type", "percent_work_complete", "physical_percent_complete", "cost", "planned_cost", "actual_cost", "remaining_cost", "fixed_cost", "early_start", "early_finish", "late_start", "late_finish", "remaining_early_start", "remaining_early_finish", "remaining_late_start", "remaining_late_finish", "total_slack", "free_slack", "start_slack", "finish_slack", "critical", "summary", "milestone", "activity_type", "activity_id", "task_mode", "predecessors", "successors", "activity_code_values", "notes", "responsibility_code", "contact", "baseline_start", "baseline_finish", "baseline_duration", "baseline_work", "baseline_cost"]
)
"""Kept in the plan."""

TASK_DERIVED = frozenset(
    ["expanded", "created", "project", "estimated_weight", "methodology_guid", "auto_compute_actuals", "fixed_cost_accrual", "leveling_can_split", "level_assignments", "sequence_number", "duration_variance", "start_variance", "finish_variance", "cost_variance", "work_variance", "activity_percent_complete", "complete_through", "scheduled_start", "scheduled_finish", "scheduled_duration", "manual_duration", "summary_progress", "show_start_text", "show_finish_text", "show_duration_text", "remaining_regular_work", "actual_regular_work", "regular_work", "remaining_regular_cost", "actual_regular_cost", "activity_status", "resume_no_earlier_than", "hide_bar", "rollup", "longest_path", "preleveled_start", "preleveled_finish", "schedule_percent_complete", "actual_duration_units", "remaining_duration_units", "planned_duration_units", "baseline_duration_units", "manual_duration_units", "scheduled_duration_units", "actual_work_labor", "actual_work_nonlabor", "planned_work_labor", "planned_work_nonlabor", "remaining_work_labor", "remaining_work_nonlabor", "planned_cost_labor", "planned_cost_non_labor", "remaining_cost_labor", "remaining_cost_non_labor", "actual_cost_labor", "actual_cost_non_labor", "baseline_fixed_cost_accrual", "primary_resource_unique_id", "null", "recurring"]
)
"""Follows from what is kept, or is about how the tool shows it."""

RESOURCE = frozenset(
    ["unique_id", "id", "name", "resource_id", "code", "initials", "type", "generic", "active", "job_title", "role", "group", "parent_id", "calendar_unique_id", "max_units", "availability_table", "cost_rate_tables", "overtime_rate", "cost_per_use", "resource_code_values"]
)
RESOURCE_DERIVED = frozenset(
    ["start", "finish", "guid", "standard_rate", "created", "workgroup", "accrue_at", "booking_type", "calculate_costs_from_units", "default_units", "currency_unique_id", "auto_compute_actuals", "sequence_number", "available_from", "available_to", "peak", "overallocated", "work", "remaining_work", "regular_work", "remaining_regular_work", "work_variance", "actual_work", "actual_regular_work", "percent_work_complete", "cost", "cost_variance", "remaining_cost", "remaining_regular_cost", "actual_cost", "actual_regular_cost", "planned_work", "planned_cost", "can_level", "email_address"]
)
ASSIGNMENT = frozenset(
    ["unique_id", "task_unique_id", "resource_unique_id", "assignment_units", "remaining_assignment_units", "work", "actual_work", "remaining_work", "planned_work", "start", "finish", "actual_start", "actual_finish", "stop", "resume", "delay", "leveling_delay", "work_contour", "cost", "actual_cost", "remaining_cost", "raw_timephased_actual_regular_work", "raw_timephased_remaining_regular_work"]
)
ASSIGNMENT_DERIVED = frozenset(
    ["rate_source", "calculate_costs_from_units", "created", "guid", "regular_work", "remaining_regular_work", "actual_regular_work", "work_variance", "cost_variance", "percent_work_complete", "planned_start", "planned_finish", "planned_cost", "remaining_early_start", "remaining_early_finish", "remaining_late_start", "remaining_late_finish", "override_rate", "remaining_regular_cost", "actual_regular_cost", "leveling_delay_units", "delay_units"]
)
