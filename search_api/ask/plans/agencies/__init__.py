"""What an agency is, what belongs to it, its part in tasks, and what an abbreviation stands for."""
