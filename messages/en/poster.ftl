# On the poster that `frontdoor poster` makes.

# Printed. The heading, in the largest words after the number.
poster_invitation = Would you like a chat about what would make life better?
# Printed
poster_for_whom = For you, or for someone you care about.
# Printed. Above the number.
poster_text_us = Text { $word } to
# Printed. Below the square that opens a text message.
poster_scan_text = Or scan this to text us
# Printed. Below the square that opens Telegram.
poster_scan_telegram = Or scan this for Telegram
# Printed
poster_who_reads = A computer reads your text first. People read texts { $hours }.
# Printed
poster_cost = A text costs what you always pay. Text STOP to end our texts.
# Printed
poster_emergency = Not for emergencies: ring { $emergency }
