# The picture of then and now, where a phone can show one.

# Printed: its title; what the two bars are called, and what was measured. A goal stands there in the person's own words.
progress = Your progress
    .then = at the start
    .now = now
    .ons4_satisfied = Satisfied with life
    .ons4_worthwhile = What I do is worthwhile
    .ons4_happy = Happy
    .ons4_anxious = Anxious (lower is better)
    .carer_load = How heavy caring feels (lower is better)
