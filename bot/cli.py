"""The `frontdoor` command. Each command imports what it needs when it runs, so that `--help` answers at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_report import app as report
from bot.cli_staff import app as staff

app = typer.Typer(
    name="frontdoor",
    help="A text-message front door to a community wellbeing service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Listen on this port; 0 takes a free one.")] = 8080,
) -> None:
    """Try it: phones in the browser and the coordinators' desk, on this machine only."""
    from bot.serve import demo as run

    run(port)


@app.command()
def chat() -> None:
    """Try it in this terminal: you are the resident, the service answers. Nothing is kept."""
    from bot.chat import chat as run

    run()


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
    """Every text as this service sends it, with its segments and reading age. Fails on gaps, and on texts that are
    too long or too hard."""
    from rich.console import Console

    from bot.checkup import wording as run
    from bot.settings import load

    raise typer.Exit(run(load(), Console()))


@app.command()
def flows(
    name: Annotated[str | None, typer.Argument(help="One conversation, with everything that it says.")] = None,
) -> None:
    """Every conversation: its questions in order, the kind of reply, the choices, and what may be skipped."""
    from rich.console import Console

    from bot import flowlist

    if name is None:
        flowlist.overview(Console())
    else:
        from bot.app import wordings_of
        from bot.settings import for_a_try, load

        flowlist.one(name, next(iter(wordings_of(for_a_try(load())).values())), Console())


@app.command()
def poster(
    out: Annotated[Path, typer.Option(help="The file to write: .pdf or .svg.")] = Path("poster.pdf"),
    number: Annotated[str, typer.Option(help="The number to text. Default FRONTDOOR_TWILIO_FROM.")] = "",
    word: Annotated[str, typer.Option(help="The word to text.")] = "JOIN",
    bot: Annotated[str, typer.Option(help="The Telegram bot's name, for a second QR code.")] = "",
    title: Annotated[str, typer.Option(help="The heading. Default FRONTDOOR_SERVICE_NAME.")] = "",
) -> None:
    """A poster, A4: the number to text, the word, and QR codes that open the message."""
    from bot.poster import Order, make
    from bot.settings import load

    typer.echo(make(load(), Order(out, number, word, bot, title)))


app.add_typer(report)
app.add_typer(staff)


@app.command()
def rehearse(
    people: Annotated[int, typer.Option(help="How many people come onto a programme.")] = 49,
    weeks: Annotated[int, typer.Option(help="How many weeks go by.")] = 14,
    seed: Annotated[int, typer.Option(help="Another number gives other people.")] = 1,
    out: Annotated[Path | None, typer.Option(help="A folder for the summary, the reports and their pictures.")] = None,
) -> None:
    """A whole locality of invented people on a virtual clock, through the real service; then every rule is checked."""
    from rich.console import Console

    from bot.rehearsal import command

    if not command.carry_out(command.Order(people, weeks, seed, out), Console()):
        raise typer.Exit(1)


@app.command()
def rekey() -> None:
    """After FRONTDOOR_SECRET_KEY became `new,old` and the service was restarted: encrypt everything with the new key."""
    from bot.administration import rekey as run
    from bot.settings import load

    typer.echo(run(load()))


@app.command()
def export(
    who: Annotated[str, typer.Argument(help="A phone number, an address, or an item of the queue (#12).")],
    out: Annotated[Path | None, typer.Option(help="Write to this file, which only you can read.")] = None,
) -> None:
    """Everything held about one contact point and its people, as JSON."""
    from bot.administration import export as run
    from bot.settings import load

    typer.echo(run(load(), who, out))


@app.command()
def forget(
    who: Annotated[str, typer.Argument(help="A phone number, an address, or an item of the queue (#12).")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person's words and identifiers. It cannot be undone."""
    from bot import administration
    from bot.settings import load

    settings = load()
    if not yes:
        _ = typer.confirm(f"{administration.look(settings, who)}\nErase all of it, for good?", abort=True)
    typer.echo(administration.forget(settings, who))


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(help="A folder, or a file that is not there yet.")] = Path(),
) -> None:
    """Save the database while the service runs, and check what was saved."""
    from bot.administration import backup as run
    from bot.settings import load

    typer.echo(run(load(), to))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Also when the database holds data, which is then replaced.")
    ] = False,
) -> None:
    """Put a backup in the database's place. Stop the service first."""
    from bot.administration import restore as run
    from bot.settings import load

    typer.echo(run(load(), file, overwrite=yes))


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
