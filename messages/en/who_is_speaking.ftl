who_is_this =
    Hello, this is { $service }. More than one person uses this phone. What is your first name?
    .again = Sorry, I did not get that. What is your first name?
    .discreet = Hello. What is your first name?
thanks_for_saying = Thank you.
words_kept = Thank you. I have kept your message for the team.
