# What staff read on their phones: never a name, a number or a word of whoever wrote. One that fails on Telegram goes out
# by SMS word for word, so that each says how the PIN goes.
alert = { alert_item }. Text TAKE { $number } or STORY { $number } (by SMS: PIN first).
alert_times = { alert_item }, { $times } messages. Text TAKE { $number } or STORY { $number } (by SMS: PIN first).
alert_last = { alert_item }. More wait. Text TAKE { $number }, or QUEUE to see them all (by SMS: PIN first).
alert_item = { $level ->
    [red] Red
    [green] Green
   *[other] Amber
 } item { $number }, { $place ->
    [none] place not known
   *[other] { $place }
 }, { $unit ->
    [new] new
    [minutes] { $count } min old
    [hours] { $count } h old
   *[other] { $count } days old
 }
alert_again = They wrote again. Your item { $number } is red. Text STORY { $number } (by SMS: PIN first).
alert_taken = { $name } has taken item { $number }.
alert_closed = Item { $number } is closed. You need not do anything.
alert_take = Take
alert_story = Story
alert_call = Call

# What the sender reads, once each.
told_person = Someone in our team has been told about your message.
    .discreet = Someone in our team has your message.
taken_by = { $name } from our team has your message and will be in touch.
    .discreet = { $name } has your message and will be in touch.
taken_by_someone = Someone in our team has your message and will be in touch.
