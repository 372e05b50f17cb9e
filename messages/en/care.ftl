# What a hard answer is met with. On a phone that others see, none of it tells what the answer was.
care_low = I am sorry it has been hard. Thank you for telling me. Many people feel like that at times, and you need not carry it alone.
    .discreet = Thank you for telling me.
care_worried = That sounds like a worrying time. Thank you for telling me. Many people feel that, and it can ease when you talk it over.
    .discreet = Thank you for telling me.
care_lonely = It can be hard to feel alone, and many people do. Thank you for telling me.
    .discreet = Thank you for telling me.
care_goal = Thank you for being honest. Some weeks things go back, or nowhere. Most people have such weeks.
    .discreet = Thank you for telling me.
care_carer = That is a lot to carry. Thank you for telling me. Many who look after someone feel that, and asking for help is no failing.
    .discreet = Thank you for telling me.
care_harder = I am sorry it has been harder. Thank you for telling me.
    .discreet = Thank you for telling me.
care_slow = That is all right. Some things take their time, and small steps count.
    .discreet = That is all right.
care_risen = That is up on last time. Small steps count.
    .discreet = Thank you.
care_lower = That is lower than last time. Thank you for telling me. I will make sure the team sees it.
    .discreet = Thank you for telling me.
care_call =
    Would you like { $worker } to ring you? Reply YES or NO.
    .again = Sorry, shall { $worker } ring you? Reply YES or NO.
    .discreet = Would you like one of us to ring you? Reply YES or NO.
    .discreet_again = Sorry, shall one of us ring you? Reply YES or NO.
care_call_team =
    Would you like one of us to ring you? Reply YES or NO.
    .again = Sorry, shall one of us ring you? Reply YES or NO.
care_call_asked = I have asked for someone to ring you. People read messages { $hours }. If you cannot wait, ring { $office }. In danger, ring { $emergency }.
care_no_call = That is fine. You can text us any time. If you want to talk, day or night, ring Samaritans on { $samaritans }. It is free.
    .discreet = That is fine. You can text us any time.
