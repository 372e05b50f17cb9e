"""Everything that can go wrong with a name. The docstring is the sentence that a person reads."""

from collections.abc import Mapping


class FrontdoorError(Exception):
    """Something went wrong in Frontdoor."""

    def __init__(self, detail: str = ""):
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        said = (self.__doc__ or "").strip()
        return f"{said} {self.detail}".strip()


class SettingsWrong(FrontdoorError):
    """The settings are not right."""


class ProgrammeWrong(FrontdoorError):
    """The programme file is not right, so nothing of it is used."""


class PlacesWrong(FrontdoorError):
    """The file of postcodes is not right, so nothing of it is used."""


class CannotDecrypt(FrontdoorError):
    """Stored words could not be decrypted: SECRET_KEY is not the one they were written with."""


class NotMigrated(FrontdoorError):
    """The database is older or newer than this release: run `frontdoor migrate`."""


class DatabaseUnavailable(FrontdoorError):
    """The database could not be opened."""


class CannotListen(FrontdoorError):
    """The service cannot listen there: choose another FRONTDOOR_HOST or FRONTDOOR_PORT (`--port` for the demo)."""


class NotFound(FrontdoorError):
    """There is no such record."""


class AlreadyTaken(FrontdoorError):
    """Somebody else has taken this item."""


class CommandWrong(FrontdoorError):
    """This cannot be done as it was asked for."""


class FormWrong(FrontdoorError):
    """Nothing was kept, because some of it cannot be like this:"""

    def __init__(self, wrong: Mapping[str, str]):
        """`wrong`: what to do, by the name of the field."""
        super().__init__(" ".join(wrong.values()))
        self.wrong = wrong
