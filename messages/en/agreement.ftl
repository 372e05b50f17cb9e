may_we_write =
    Hello, this is { $service }. May we send you a text about something that might be of use? Reply YES or NO. If this is the wrong number, reply WRONG NUMBER.
    .again = Sorry, may we write to you? Reply YES or NO. We will not write again if you say no.
    .discreet = Hello. May we send you a text? Reply YES or NO, or WRONG NUMBER.
    .discreet_again = Sorry, may we write to you? Reply YES or NO.
someone_asked = Thank you. Someone who knows you thought you might like a chat about what would make life better. It is up to you. We are not for emergencies: ring { $emergency } for those. A computer reads texts first, and it can miss things.
agree =
    Would you like to hear more? If yes, we keep what you tell us: { $privacy_url } If someone could be hurt, we may have to tell others. Reply YES or NO.
    .again = Sorry, I need a clear yes or no. Would you like to hear more from us? Reply YES or NO.
we_leave_you = That is fine. We will not write again. If you ever want us, text JOIN.
may_tell_referrer =
    May we tell the person who asked us that you said yes? We would tell them nothing else. Reply YES or NO.
    .again = May we tell them that you said yes? Reply YES or NO. Or reply SKIP.
