# Spoken to somebody who rings the number. Not a text: segments do not count.
voice_answer = Hello. This number is for text messages. If you or someone else is in danger, hang up and ring { $emergency_aloud }. To talk to someone at any hour, ring Samaritans on { $samaritans_aloud }. Our office number is { $office }. We have noted that you rang, and a person will see it. Goodbye.
voice_not_noted = Hello. This number is for text messages. If you or someone else is in danger, hang up and ring { $emergency_aloud }. To talk to someone at any hour, ring Samaritans on { $samaritans_aloud }. Our office number is { $office }. Goodbye.
# Spoken to a member of staff who picked up, before the person is rung.
voice_press_one = This is a call about item { $number }. To be put through, press 1.
# Spoken to a member of staff when the call is not for them any more.
voice_not_put_through = This call cannot be put through. Nobody was rung. Goodbye.
