"""What people see of submissions: contributors, reviewers, and the desk."""
