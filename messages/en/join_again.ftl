same_person =
    We already have a request from this phone. Are you the person who made it? Reply YES or NO.
    .again = Sorry, did you make the request from this phone yourself? Reply YES or NO.
    .discreet = Did you join us yourself before now? Reply YES if you did, or NO if you are new to us.
already_with_team = Thank you. Your request is with the team. Text STATUS to hear how it stands, or HUMAN for a person.
