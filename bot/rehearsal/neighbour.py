"""One of the people: answers what comes to their phone, or does not, and has a life of their own.

They know only what they are sent. How often and how soon they answer is published: 80 % of weekly questions at first and 65 %
at the end (texts to people with rheumatoid arthritis, n = 85: 80, 74, 70 %; Axen 2012, n = 262: 82.5 %), half of them within
half an hour and nearly all within a day.
"""

from datetime import datetime, time, timedelta
from math import log
from random import Random
from zoneinfo import ZoneInfo

from bot.rehearsal.cast import Character
from bot.rehearsal.dangers import danger
from bot.rehearsal.manners import Manner, answer
from bot.rehearsal.questions import kind_of
from bot.rehearsal.stage import Came, Stage

FIRST, LAST, WEEKS = 0.80, 0.65, 12  # the chance of an answer in the first week and the last
TO_THE_FIRST_TEXTS = 0.95  # our own choice: whoever has just written answers
AFTER_A_REMINDER = 0.35  # our own choice
LEAVES_OFF = 0.006  # in the middle, at each question: our own choice; a baseline has two dozen
HALF_WITHIN, SPREAD, LONGEST = timedelta(minutes=29), 1.2, timedelta(hours=20)
AWAKE = (time(7, 30), time(21, 30))
SAFE = ("safe_", "they_safe_", "they_where", "where_now")
PARTINGS = {
    "stop": "STOP",
    "pause": "I'm away, can you stop the questions for two weeks",
    "rhythm": "Could you ask me on Fridays at 3pm instead",
    "human": "Can I speak to somebody please",
}


class Neighbour:
    """Implements Phone."""

    def __init__(self, who: Character, stage: Stage, zone: ZoneInfo, chance: Random):
        self.who, self.stage, self._zone, self._chance = who, stage, zone, chance
        self.stopped_at: datetime | None = None
        self.died_at: datetime | None = None
        self.called_safe: tuple[datetime, str] | None = None  # since when, and which time, where others see their phone
        self.asked = 0  # check-ins that came
        self._asks = ""
        self._answered = ""  # the question that they answered last
        self._takes: dict[str, bool] = {}

    def moves_in(self, *, writes: bool) -> None:
        """`writes`: they write to us first; else somebody refers them."""
        if writes:
            self.stage.at(self.who.arrives, self.who.address, lambda: self._write("JOIN"))
        if self.who.event:
            self.stage.at(self.who.when, self.who.address, self._lives)

    def hears(self, came: Came) -> None:
        outbound = came.outbound
        if not outbound.asks or self.died_at or (self.stopped_at and outbound.urgency != "safety"):
            return
        again, self._asks = outbound.asks == self._asks, outbound.asks
        talk = outbound.asks.split(":")[0]
        if talk not in self._takes:
            self._begins(talk, came)
        elif again and outbound.urgency == "reminder":
            self._takes[talk] = self._chance.random() < AFTER_A_REMINDER
        if self._takes[talk]:
            soon = outbound.urgency in ("reply", "safety")
            self.stage.at(self._when(came.at, soon=soon), self.who.address, lambda: self._answers(outbound.asks))

    def _begins(self, talk: str, came: Came) -> None:
        """Whether they take part in this conversation."""
        prompted = came.outbound.urgency == "prompt"
        self.asked += prompted
        chance = TO_THE_FIRST_TEXTS
        if prompted:
            chance = FIRST + (LAST - FIRST) * min(self.asked / WEEKS, 1) + self.who.keen
        self._takes[talk] = self._chance.random() < chance

    def _when(self, now: datetime, *, soon: bool) -> datetime:
        """When they get round to it: in the same sitting, or in their own time, and not in their sleep."""
        if soon:
            return now + timedelta(minutes=1)
        minutes = self._chance.lognormvariate(log(HALF_WITHIN.total_seconds() / 60), SPREAD)
        moment = (now + min(timedelta(minutes=minutes), LONGEST)).astimezone(self._zone)
        if AWAKE[0] <= moment.time() < AWAKE[1]:
            return moment
        day = moment.date() + timedelta(days=moment.time() >= AWAKE[1])
        waking = datetime.combine(day, AWAKE[0], self._zone)
        return waking + timedelta(minutes=self._chance.randrange(180))

    def _answers(self, asks: str) -> None:
        """What is still asked, if they go on at all."""
        if asks != self._asks or self.stopped_at or self.died_at:
            return
        question = asks.split(":")[1].split(".")[0]
        if self._chance.random() < LEAVES_OFF and not question.startswith(SAFE):
            self._takes[asks.split(":")[0]] = False
            return
        again = asks == self._answered
        self._asks, self._answered = "", asks
        kind = kind_of(question)
        words = "SKIP" if again else answer(question, kind.reply, kind.keys, self._manner(), self._chance)
        if question == "safe_time":
            self.called_safe = self.stage.clock.now(), words
        self._write(words)

    def _lives(self) -> None:
        """What happens to them, in their own words."""
        event = self.who.event
        self._asks = ""
        if event == "death":
            self._write(f"I am sorry to tell you that {self.who.name} died on Sunday")
            self.died_at = self.stage.clock.now()
        elif event in ("red", "amber"):
            self._write(danger(event, self._chance))
        else:
            self._write(PARTINGS[event])
            self.stopped_at = self.stage.clock.now() if event == "stop" else None

    def _write(self, words: str) -> None:
        _ = self.stage.text(self.who.channel, self.who.address, words)

    def _manner(self) -> Manner:
        who = self.who
        weeks = (self.stage.clock.now() - who.arrives) / timedelta(weeks=1)
        feels = min(max(who.feels + who.trend * weeks, 0), 10)
        other = who.about
        knows = {"ring_number": who.address if who.channel == "sms" else "07700 900998"}
        if other is not None:
            knows = {"referrer_name": "Jo", "relationship": "my parent", "their_name": other.name}
            knows |= {"their_phone": "0" + other.address[3:], "they_agree": "1", "can_decide": "yes"}
            knows |= {"their_matters": "company in the week"}
        return Manner(who.name, who.age, who.address, who.comes, feels, knows)
