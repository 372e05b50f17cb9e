"""`frontdoor staff`: the commands for enrolling people, and for how they sign in, their phones, rota and leave."""

from typing import Annotated

import typer

app = typer.Typer(name="staff", help="Who hears of alerts, and may answer them from a phone.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Their name, or how it begins.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="First name and surname. People who wrote in read the first name.")],
    role: Annotated[str, typer.Option(help="coordinator, supervisor, administrator or analyst.")] = "coordinator",
    locality: Annotated[list[str] | None, typer.Option(help="One of FRONTDOOR_LOCALITIES; default all.")] = None,
) -> None:
    """Enrol somebody: shows, once, their link to the desk, the code that binds their phone, and their PIN."""
    from bot import staffing
    from bot.settings import load

    settings = load()
    typer.echo(staffing.carry_out(settings, lambda hands: staffing.add(hands, settings, name, role, locality or [])))


@app.command("list")
def list_() -> None:
    """Everybody on the staff, where, whether they are on duty, and whether anything reaches them."""
    from bot import staffing
    from bot.settings import load

    typer.echo(staffing.carry_out(load(), staffing.listed))


@app.command()
def remove(name: Name) -> None:
    """Take somebody off, or a lost phone: at once nothing that comes from it counts, and they are signed out."""
    from bot import staffing
    from bot.settings import load

    typer.echo(staffing.carry_out(load(), lambda hands: staffing.remove(hands, name)))


@app.command()
def code(name: Name) -> None:
    """A code for another phone of theirs, or for Telegram. Good for 24 hours, once."""
    from bot import staffing
    from bot.settings import load

    typer.echo(staffing.carry_out(load(), lambda hands: staffing.code(hands, name)))


@app.command()
def link(name: Name) -> None:
    """A link by which they choose a new password and set up codes for the desk. Good for 24 hours, once."""
    from bot import staffing
    from bot.settings import load

    settings = load()
    typer.echo(staffing.carry_out(settings, lambda hands: staffing.link(hands, settings, name)))


@app.command()
def pin(name: Name) -> None:
    """A new PIN in place of theirs."""
    from bot import staffing
    from bot.settings import load

    typer.echo(staffing.carry_out(load(), lambda hands: staffing.pin(hands, name)))


@app.command()
def rota(
    name: Name,
    shifts: Annotated[list[str] | None, typer.Argument(help='Such as "Mon-Fri 9:00-17:00 Teignmouth".')] = None,
    clear: Annotated[bool, typer.Option("--clear", help="No rota for them any more.")] = False,
) -> None:
    """When they are on call, in place of what it was; without shifts, what it is."""
    from bot import staffing
    from bot.settings import load

    settings = load()
    typer.echo(staffing.carry_out(settings, lambda hands: staffing.rota(hands, settings, name, shifts or [], clear)))


@app.command()
def leave(
    name: Name,
    cover: Annotated[str, typer.Option(help="Who stands in for them.")],
    since: Annotated[str, typer.Option("--from", help="The first day, as 2026-12-24; default now.")] = "",
    until: Annotated[str, typer.Option(help="The last day; without it until `staff back`.")] = "",
) -> None:
    """They are away, and somebody covers for them."""
    from bot import staffing
    from bot.settings import load

    settings = load()
    typer.echo(staffing.carry_out(settings, lambda hands: staffing.leave(hands, settings, name, since, until, cover)))


@app.command()
def back(name: Name) -> None:
    """They are on duty again."""
    from bot import staffing
    from bot.settings import load

    typer.echo(staffing.carry_out(load(), lambda hands: staffing.back(hands, name)))
