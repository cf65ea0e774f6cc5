"""Projects by place, size, milestone, state and difficulty; one project's progress or investment."""
