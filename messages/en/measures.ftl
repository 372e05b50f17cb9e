## The questions of measures. Official wording is never reworded, not even to make it plainer: scores can only be compared
## with those of others when everybody was asked the same. Only .again, said when a reply could not be read, is ours.

# official: GSS harmonised standard, https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being
ons4_intro = Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or wrong answers. For each of these questions I'd like you to give an answer on a scale of 0 to 10, where 0 is "not at all" and 10 is "completely".
# Said before one of the first three that is asked without the others: the scale as the introduction above gives it.
ons4_scale = Please answer from 0 to 10, where 0 is "not at all" and 10 is "completely".
# official: GSS harmonised standard, https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being
ons4_satisfied =
    Overall, how satisfied are you with your life nowadays?
    .again = Sorry, I need one number from 0 to 10. How satisfied are you with your life? 0 is not at all, 10 is completely. Or reply SKIP.
# official: GSS harmonised standard, https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being
ons4_worthwhile =
    Overall, to what extent do you feel that the things you do in your life are worthwhile?
    .again = Sorry, I need one number from 0 to 10. Do you feel that the things you do are worthwhile? 0 is not at all, 10 is completely. Or reply SKIP.
# official: GSS harmonised standard, https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being
ons4_happy =
    Overall, how happy did you feel yesterday?
    .again = Sorry, I need one number from 0 to 10. How happy did you feel yesterday? 0 is not at all, 10 is completely. Or reply SKIP.
# official: GSS harmonised standard, https://analysisfunction.civilservice.gov.uk/policy-store/personal-well-being
ons4_anxious =
    On a scale where 0 is "not at all anxious" and 10 is "completely anxious", overall, how anxious did you feel yesterday?
    .again = Sorry, I need one number from 0 to 10. How anxious did you feel yesterday? 0 is not at all anxious, 10 is as anxious as can be. Or reply SKIP.

# official: the national indicators of loneliness, ONS guidance of 2018
loneliness_often =
    How often do you feel lonely?
    .again = Sorry, which one is it? How often do you feel lonely? Or reply SKIP.
    .often = Often / always
    .some_of_the_time = Some of the time
    .occasionally = Occasionally
    .hardly_ever = Hardly ever
    .never = Never

# official: UCLA three-item loneliness scale, as in the national indicators of loneliness, ONS guidance of 2018
ucla3_companionship =
    How often do you feel that you lack companionship?
    .again = Sorry, which one is it? How often do you feel that you lack company? Or reply SKIP.
    .hardly_ever = Hardly ever or never
    .some_of_the_time = Some of the time
    .often = Often
# official: UCLA three-item loneliness scale, as in the national indicators of loneliness, ONS guidance of 2018
ucla3_left_out =
    How often do you feel left out?
    .again = Sorry, which one is it? How often do you feel left out? Or reply SKIP.
    .hardly_ever = Hardly ever or never
    .some_of_the_time = Some of the time
    .often = Often
# official: UCLA three-item loneliness scale, as in the national indicators of loneliness, ONS guidance of 2018
ucla3_isolated =
    How often do you feel isolated from others?
    .again = Sorry, which one is it? How often do you feel cut off from others? Or reply SKIP.
    .hardly_ever = Hardly ever or never
    .some_of_the_time = Some of the time
    .often = Often

## PHQ-2 and GAD-2: each text carries the opening words of the form, because each arrives on its own.
-two_weeks = Over the last 2 weeks, how often have you been bothered by any of the following problems?
# official: Pfizer's PHQ and GAD-7 forms, https://www.phqscreeners.com
phq2_interest =
    { -two_weeks }
    Little interest or pleasure in doing things
    .again = Sorry, which one is it? In the last 2 weeks, how often did you have little interest or pleasure in doing things? Or reply SKIP.
    .not_at_all = Not at all
    .several_days = Several days
    .more_than_half = More than half the days
    .nearly_every_day = Nearly every day
# official: Pfizer's PHQ and GAD-7 forms, https://www.phqscreeners.com
phq2_down =
    { -two_weeks }
    Feeling down, depressed, or hopeless
    .again = Sorry, which one is it? In the last 2 weeks, how often did you feel down, depressed or without hope? Or reply SKIP.
    .not_at_all = Not at all
    .several_days = Several days
    .more_than_half = More than half the days
    .nearly_every_day = Nearly every day
# official: Pfizer's PHQ and GAD-7 forms, https://www.phqscreeners.com
gad2_nervous =
    { -two_weeks }
    Feeling nervous, anxious or on edge
    .again = Sorry, which one is it? In the last 2 weeks, how often did you feel nervous, anxious or on edge? Or reply SKIP.
    .not_at_all = Not at all
    .several_days = Several days
    .more_than_half = More than half the days
    .nearly_every_day = Nearly every day
# official: Pfizer's PHQ and GAD-7 forms, https://www.phqscreeners.com
gad2_worry =
    { -two_weeks }
    Not being able to stop or control worrying
    .again = Sorry, which one is it? In the last 2 weeks, how often could you not stop or control worrying? Or reply SKIP.
    .not_at_all = Not at all
    .several_days = Several days
    .more_than_half = More than half the days
    .nearly_every_day = Nearly every day

## Our own words from here on.
goal_progress =
    Your goal: "{ $goal }". How is that going, from 0 to 10? 0 is no progress yet, 10 is all done.
    .again = Sorry, I need one number from 0 to 10. How is it going: "{ $goal }"? 0 is no progress yet, 10 is all done. Or reply SKIP.
    .discreet = How is it going with what you chose, from 0 to 10? 0 is no progress yet, 10 is all done.
    .discreet_again = Sorry, I need one number from 0 to 10. 0 is no progress yet, 10 is all done. Or reply SKIP.
# The same where a review asks about several in turn: a name stands for one question only.
goal_1_progress =
    { goal_progress }
    .again = { goal_progress.again }
    .discreet = How is it going with the first thing you chose, from 0 to 10? 0 is no progress yet, 10 is all done.
    .discreet_again = { goal_progress.discreet_again }
goal_2_progress =
    { goal_progress }
    .again = { goal_progress.again }
    .discreet = How is it going with the second thing you chose, from 0 to 10?
    .discreet_again = { goal_progress.discreet_again }
goal_3_progress =
    { goal_progress }
    .again = { goal_progress.again }
    .discreet = And with the third thing you chose, from 0 to 10?
    .discreet_again = { goal_progress.discreet_again }
carer_load =
    How heavy does caring feel just now, from 0 to 10? 0 is light, 10 is as heavy as it can be.
    .again = Sorry, I need one number from 0 to 10. How heavy does caring feel? 0 is light, 10 is as heavy as it can be. Or reply SKIP.
# After an answer that tells of thoughts of self-harm. Nobody has said yet when they will write, so nothing is promised.
self_harm_heard = Thank you for telling us. We have told the team, and people read messages { $hours }. If you might hurt yourself, ring { $emergency } now. To talk, day or night, ring Samaritans on { $samaritans }.
    .discreet = Thank you for telling us. The team knows, and people read messages { $hours }. In an emergency, ring { $emergency } now. To talk, day or night, ring { $samaritans }.
