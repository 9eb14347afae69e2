"""`manage.py resume_tasks`: what a worker that was ended had begun; once every few minutes. Exit code 1 is an alarm."""

import sys

from django.core.management.base import BaseCommand

from ...interrupted import failed_lately, resume


class Command(BaseCommand):
    help = "Give back to the queue what a worker had begun when it was ended, and name what failed within a day."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{resume()} tasks are begun again.")
        failed = list(failed_lately())
        for row in failed:
            self.stderr.write(f"{row.task_path}: {row.exception_class_path}")
        if failed:
            sys.exit(1)
