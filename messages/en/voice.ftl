# Spoken to somebody who rings the number. Not a text: segments do not count.
voice_answer = Hello. This number is for text messages. If you or someone else is in danger, hang up and ring 9 9 9. To talk to someone at any hour, ring Samaritans on 1 1 6, 1 2 3. Our office number is { $office }. We have noted that you rang, and a person will see it. Goodbye.
voice_not_noted = Hello. This number is for text messages. If you or someone else is in danger, hang up and ring 9 9 9. To talk to someone at any hour, ring Samaritans on 1 1 6, 1 2 3. Our office number is { $office }. Goodbye.
