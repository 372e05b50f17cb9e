baseline_for = I write for { $worker }. We would like to note what matters to you, in your own words, so that we work on that.
    .discreet = We have a few questions for you.
baseline_for_team = We would like to note what matters to you, in your own words, so that we work on that.
    .discreet = We have a few questions for you.
baseline_for_carer = This is about you and your own life, not only about the one you look after.
    .discreet = They are about you.
baseline_how = It takes ten minutes or so. Take a break when you like: I keep your place. SKIP leaves a question out. STOP ends our texts.
goal_words =
    { $which ->
        [first] What would you most like to work towards? Think of what we talked about. One thing for now, in your own words.
       *[more] Is there another thing you would like to work towards? Tell me what it is, or reply NO.
    }
    .again = What would you like to be better? One thing, in your own words. Or reply SKIP.
goal_named =
    Good. What is it, in your own words?
    .again = What would you like to be better? One thing, in your own words. Or reply SKIP.
goal_helps =
    What do you have already that helps with this? Perhaps a person, a place, or something you are good at.
    .again = Who or what helps you with this already? Or reply SKIP.
goal_importance =
    How much does this matter to you, from 0 to 10? 10 is the most.
    .again = Sorry, I need one number from 0 to 10. How much does it matter? Or reply SKIP.
goal_confidence =
    How sure are you that you can do it, from 0 to 10? 10 is very sure.
    .again = Sorry, I need one number from 0 to 10. How sure are you? Or reply SKIP.
goal_step =
    What is one small first step? Something for this week or next.
    .again = What could be a small first step? In your own words, or reply SKIP.
goal_who =
    Who will do that?
    .again = Sorry, who will do that first step? Or reply SKIP.
    .person = Me
    .worker = Someone from the team
    .family = Family or a friend
goal_by =
    By when? Friday, say, or a date. Or reply SKIP.
    .again = Sorry, by which day? For example: Friday, or 12 May. Or reply SKIP.
check_goal =
    Your goal: "{ $goal }". Is that right?
    .again = Reply 1 if that is right, or 2 to change it.
    .discreet = I have noted your goal. Is that all right?
    .discreet_again = Reply 1 if that is right, or 2 to change it.
    .right = Yes, all right
    .goal_words = Change goal
check_goal_and_step =
    Your goal: "{ $goal }". First step: "{ $step }". Is that right?
    .again = Reply 1 if all is right, or the number of what to change.
    .discreet = I have noted your goal and the first step. Is that all right?
    .discreet_again = Reply 1 if all is right, or the number of what to change.
    .right = Yes, all right
    .goal_words = Change goal
    .goal_step = Change step
baseline_measures = Thank you. I ask the next questions now and again at the end, so that we can see what has changed.
baseline_thanks = Thank you. That was the long one. From here on I send a few short questions, as often as we agreed. Text us any time.
