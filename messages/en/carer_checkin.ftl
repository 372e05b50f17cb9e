carer_may_know = { $person } is happy for you to know that we are in touch.
    .discreet = Thank you for being there.
carer_apart = What you tell us about yourself is yours: the one you look after does not see it. If they ever write to us, that is theirs.
    .discreet = What you tell us stays with us.
how_is_person =
    How are things with { $person }? Tell me in your own words.
    .again = In your own words: how are things with { $person }? Or reply SKIP.
    .discreet = How are things at home? Tell me in your own words.
    .discreet_again = In your own words: how are things at home? Or reply SKIP.
how_are_they =
    How are things with the one you look after? Tell me in your own words.
    .again = In your own words: how are things with the one you look after? Or reply SKIP.
    .discreet = How are things at home? Tell me in your own words.
    .discreet_again = In your own words: how are things at home? Or reply SKIP.
carers_assessment =
    Every carer has a right to a talk with the council about their own needs, whatever the money. It is called a carer's assessment. Would you like one? YES or NO.
    .again = Sorry, would you like a carer's assessment? It is a talk about what you need yourself. Reply YES or NO.
    .discreet = You have a right to a talk with the council about what you need yourself, whatever the money. Would you like one? YES or NO.
    .discreet_again = Sorry, would you like such a talk? Reply YES or NO.
carers_assessment_asked = Good. I have passed that on, and someone will tell you what happens next.
carers_assessment_later = That is fine. You can ask for it at any time.
carer_time =
    Have you had any time or sleep for yourself lately?
    .again = Sorry, which of these is nearest? Or reply SKIP.
    .some = Yes, some
    .little = A little
    .none = None at all
    .cannot = I cannot go on like this
carer_no_time = That is hard. You matter too. When you next talk with us, ask what could give you a break.
