"""Our account at Twilio: who we are to it, and where it finds us."""

from dataclasses import dataclass, field

SERVICE = "MG"  # a Messaging Service, not a number


@dataclass(frozen=True, slots=True)
class Account:
    """`sender` is our number in E.164, or a Messaging Service (MG...). `token` signs its requests and ours."""

    url: str
    sid: str
    token: str = field(repr=False)
    sender: str
    public_url: str

    @property
    def is_service(self) -> bool:
        return self.sender.startswith(SERVICE)
