# What staff read on their phones, beside alerts. Never a name, a number or a word of whoever wrote.
staff_bound = You are signed up, { $name }. You will hear of alerts here. Text HELP to see what you can do.
staff_bound_pin = You are signed up, { $name }. You will hear of alerts here. Put your PIN first in each text, as in 123456 TAKE 12. Text HELP to see what you can do.
staff_code_bad = Nothing done. That code is wrong, too old or used. Ask for a new one.
staff_help = QUEUE, NEXT, TAKE 12, STORY 12, CALL 12, TRIED 12 (you rang), NOTE 12 words, REPLY 12 words (goes to them), DONE 12 outcome, PASS 12 or PASS 12 name, OFF COVER name, ON.
staff_help_pin = Your PIN first, then: QUEUE, NEXT, TAKE 12, STORY 12, CALL 12, TRIED 12 (you rang), NOTE 12 words, REPLY 12 words (goes to them), DONE 12 outcome, PASS 12 or PASS 12 name, OFF COVER name, ON.
staff_pin_first = Nothing done yet. Send it again with your PIN first, as in 123456 TAKE 12.
staff_pin_wrong = Nothing done. That PIN is wrong. Try again.
staff_pin_locked = Nothing done. There were too many wrong PINs, so no PIN works here for an hour. Your supervisor has been told. Ring them.
staff_pin_warning = Someone sent { $times } wrong PINs as { $name }. Ring { $name } now. If the phone is lost, have it taken off the list.
staff_broken = That did not work, and nothing was done. Try once more, or ring your office.
staff_edited = You changed an earlier text. Nothing was done. If you want it done, send it as a new text.
staff_question_open = That is no command (HELP lists them). Your team check-in is still open:
staff_too_many = Too many of these in one hour. Nothing done. Ring your office.
staff_no_item = There is no item { $number }. Nothing done. Text QUEUE to see what waits.
staff_elsewhere = Item { $number } is for { $place }, which is not yours. Ask your supervisor.
staff_with = { $name } has item { $number }. Nothing done.
staff_with_nobody = Nobody has item { $number } yet. Text TAKE { $number } first.
staff_closed = Item { $number } is closed. Nothing done.
staff_which = Say which item, as in { $verb } { $number }.
staff_which_words = Say which item and then the words, as in { $verb } { $number } and what you want to say.

staff_queue_empty = Nothing waits.
staff_queue_more = And { $count } more.
staff_queue_yours = You have: { $numbers }.
staff_took = You have item { $number }. Text STORY { $number } to read it, CALL { $number } to ring.
staff_took_no_call = You have item { $number }. Text STORY { $number } to read it.
# How the person may be reached, below the answer to TAKE.
staff_rule_deaf = Do not ring: they are deaf.
staff_rule_opted_out = Do not text: they opted out. Ring.
staff_rule_neither = Do not ring (they are deaf) and do not text (they opted out).
staff_rule_not_theirs = Do not ring or text: someone else has their number now.
staff_rule_seen = Others may see their phone. Ask first if it is safe to talk.
staff_rule_shared = Several people use their phone. Ask first who it is.
staff_tried = Noted that you tried to reach them: item { $number }.
staff_noted = Noted on item { $number }.
staff_noted_closed = Noted. But item { $number } is closed, so nobody may look.
staff_done = Item { $number } is closed: { $outcome }.
staff_outcomes = Not closed yet. Say how it ended, as in DONE { $number } advice. One of: { $outcomes }.
staff_passed = Item { $number } is not yours any more. The next on the list will hear.
staff_passed_to = Item { $number } is not yours any more. { $name } has been told. If they do not take it, the next on the list will hear.
staff_nobody_called = Nobody called { $name } is on duty and can be reached. On duty: { $names }.

staff_on = You are on duty, { $name }.
staff_off = You are off duty. { $name } covers for you. Text ON when you are back.
staff_off_who = You are still on duty. Say who covers for you, as in OFF COVER Jean. On duty: { $names }.
staff_you_cover = { $name } is off duty. You cover for them from now.
staff_nobody = nobody
staff_none = none

staff_story = Item { $number }. This opens once, in the next { $minutes } min: { $link }
staff_story_no_page = This service has no web page to show it on. Ask at the desk for item { $number }.
staff_sent = Sent to them. Item { $number } is yours, and we write nothing more to them until you text DONE { $number }.
staff_opted_out = Not sent: they asked for no more texts. Ring them: CALL { $number }.
staff_not_reached = Not sent: our texts do not reach them. Item { $number }: try to ring.
staff_not_theirs = Not sent: someone else has their number now. Item { $number }: do not ring or write.
staff_hides = Not sent: they texted LATER, so someone may be at their phone. Item { $number }: do not text or ring until they write again.
staff_too_long = Not sent: that is too long. At most { $count } letters.
staff_answered = They wrote back about item { $number }. Text STORY { $number } to read it (by SMS: PIN first).

staff_ring_rules = Item { $number }. Before you ring: { $rules }
staff_ring_yes = Text CALL { $number } YES and your phone will ring first.
staff_ring_plain = Ask if it is a good time to talk.
staff_ringing = Your phone will ring. Pick up and press 1 to be put through: item { $number }.
staff_no_line = We cannot ring through our number here. STORY { $number } shows theirs: ring with your own number hidden (141 first), then text TRIED { $number }.
staff_no_mobile = We have no phone number of yours to ring. Ask for a code and text it from your mobile.
staff_no_number = We have no number to ring for item { $number }. Write to them: REPLY { $number } and the words.
staff_do_not_ring = Do not ring them. Item { $number }: { $rules }
staff_call_reached = Your call about item { $number } is over. It is noted.
staff_call_missed = They did not pick up: item { $number }. It is noted that you tried.
staff_call_failed = Your call about item { $number } did not go through. Try CALL { $number } again, or ring from another phone.
staff_call_yours = You did not pick up, so nobody was rung: item { $number }. Text CALL { $number } to try again.
staff_ring = Ring now

staff_digest = Good morning. Open: { $red } red, { $amber } amber, oldest { $oldest }. Past their time: { $late }. Yours to follow up: { $yours }. Text QUEUE to see them.
staff_digest_none = Good morning. Nothing red or amber is open.
