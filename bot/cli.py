"""The `frontdoor` command. Each command imports what it needs when it runs, so that `--help` answers at once."""

import sys
from typing import Annotated

import typer

app = typer.Typer(
    name="frontdoor",
    help="A text-message front door to a community wellbeing service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Listen on this port; 0 takes a free one. Default 8080.")] = None,
) -> None:
    """Try it: phones in the browser and the coordinators' desk, on this machine only."""
    from bot.serve import demo as run

    run(port)


@app.command()
def serve() -> None:
    """Run the service with the channels that are set up."""
    from bot.serve import serve as run
    from bot.settings import load

    run(load())


@app.command()
def check() -> None:
    """Say what is missing or wrong before `serve`, one sentence each."""
    from bot.checkup import checkup

    raise typer.Exit(checkup())


@app.command()
def migrate() -> None:
    """Bring the database to this release."""
    from bot.settings import load
    from bot.store.migrate import migrate as run

    run(load().database_url)
    typer.echo("The database is ready.")


@app.command()
def read() -> None:
    """Read replies: JSON lines in, JSON lines out. Needs no settings."""
    from bot.reading import main as run

    run(sys.stdin, sys.stdout)


@app.command()
def screen() -> None:
    """Screen texts for danger: JSON lines in, JSON lines out. Needs no settings."""
    from bot.screening import main as run

    run(sys.stdin, sys.stdout)


@app.command()
def wording() -> None:
    """Every text with its encoding, segments and reading age. Fails on gaps and on texts that are too hard."""
    from bot.settings import load
    from messages.audit import wording_report

    raise typer.Exit(wording_report(load().spoken))


def main() -> None:
    """Run a command. A mistake of ours or of the settings is one plain sentence, not a traceback."""
    from bot.errors import FrontdoorError

    try:
        app()
    except FrontdoorError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
