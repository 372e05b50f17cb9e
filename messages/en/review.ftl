review_half_way = We are about half-way, so let us see how things stand.
    .discreet = It is time for a few more questions.
review_final = This is week { $week }, so let us look back together.
    .discreet = It is time for the last questions.
review_followup = Three months have gone by, and we would like to hear how you are.
    .discreet = Three months have gone by. How are you?
review_how = These are the questions from the start. Take a break when you like: I keep your place. SKIP leaves one out.
helped_most =
    What has helped you most in these weeks?
    .again = In your own words: what helped you most? Or reply SKIP.
would_change =
    And what could we do better? You can be frank.
    .again = In your own words: what could we do better? Or reply SKIP.
ask_once_more =
    May I write once more, in three months, to ask how you are? Reply YES or NO.
    .again = Sorry, may I write once more in three months? Reply YES or NO.
progress_goal =
    "{ $goal }"
    { $then } at the start
    { $now } now
    .discreet = I have noted how far you have come with what you chose.
progress_goal_2 =
    { progress_goal }
    .discreet = The second thing as well.
progress_goal_3 =
    { progress_goal }
    .discreet = And the third.
progress_load =
    How heavy caring feels (less is better):
    { $then } at the start
    { $now } now
    .discreet = And how you feel yourself.
progress_satisfied =
    How content you are with life:
    { $then } at the start
    { $now } now
    .discreet = And how you feel yourself.
progress_worthwhile =
    How much what you do feels worth it:
    { $then } at the start
    { $now } now
    .discreet = And how you feel yourself.
progress_happy =
    How happy you felt:
    { $then } at the start
    { $now } now
    .discreet = And how you feel yourself.
story_met = You set out to do this: "{ $goal }". And you did it.
    .discreet = You have come a long way.
story_met_2 = And this: "{ $goal }". You did that too.
    .discreet = In more ways than one.
story_up = You began at { $then } and are at { $now } now. You did that. It is good to see.
    .discreet = Thank you for answering.
story_same = You are where you began. To hold steady through these weeks counts too.
    .discreet = Thank you for answering.
story_down = That is lower than at the start. It happens, and it takes nothing away from what you did. We can talk about what would help now.
    .discreet = Thank you for answering.
review_goes_on = Thank you. I will go on asking a little each time, as we agreed.
review_then_talk = Thank you for letting us be part of it. What comes next, you and the team decide together. Until then, text us any time.
review_any_time = Thank you, it was good to hear from you. You can text us any time.
