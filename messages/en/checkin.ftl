since_trouble =
    Last time you said: "{ $said }". Is that any better? Tell me in your own words.
    .again = Is that any better now, or not? Tell me in your own words, or reply SKIP.
    .discreet = How have things been since last time? Tell me in your own words.
    .discreet_again = How are things now? Tell me in your own words, or reply SKIP.
since_last_time =
    Last time you said: "{ $said }". How have things been since?
    .again = In your own words: how have things been since? Or reply SKIP.
    .discreet = How have things been since last time? Tell me in your own words.
    .discreet_again = How are things now? Tell me in your own words, or reply SKIP.
still_so = I am sorry that has not got better. I will make sure the team sees it.
    .discreet = Thank you for telling me.
goal_done =
    You have come a long way. Well done. Shall we call this goal done? Reply YES or NO.
    .again = Sorry, shall we call this goal done? Reply YES or NO.
goal_met = You did it. It was your goal, and you got there. When you next talk with us, we can look at what comes next.
goal_goes_on = Then we keep it going. There is no hurry.
your_week =
    How has your week been? What helped, or got in the way?
    .again = In your own words: how has your week been? Or reply SKIP.
your_week_worded =
    How has this week been, next to the last one?
    .again = Sorry, which of these is nearest? Or reply SKIP.
    .better = A bit better
    .same = About the same
    .harder = Harder
    .talk = I would rather talk
step_managed =
    You planned: "{ $step }". Did you manage it? Reply YES or NO.
    .again = Did you manage what you planned? Reply YES or NO. Or reply SKIP.
    .discreet = Did you manage what you planned? Reply YES or NO.
    .discreet_again = Did you manage it? Reply YES or NO. Or reply SKIP.
step_done = Well done. Each step counts.
step_not_yet = That is fine. It will keep, or we can make it smaller.
