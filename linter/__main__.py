"""Runs the command: `copydesk`, or `python -m linter`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    try:
        sys.exit(_status(arguments))
    except KeyboardInterrupt:
        from linter.cli.errors import INTERRUPTED

        sys.exit(INTERRUPTED)


def _status(arguments: Sequence[str] | None) -> int:
    import click

    from linter.cli.errors import BROKEN, INTERRUPTED
    from linter.cli.main import cli

    try:
        status = cli.main(arguments, prog_name="copydesk", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return BROKEN
    except Exception:  # noqa: BLE001 - Python would exit with 1, which says that there are findings
        import traceback

        traceback.print_exc()
        click.echo("copydesk itself failed; please report it with the lines above.", err=True)
        return BROKEN


if __name__ == "__main__":
    main()
