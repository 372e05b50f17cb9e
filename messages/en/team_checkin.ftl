team_how = How do we work together? A few questions, 1 to 5 each, then one in your own words. SKIP what you like. The team sees all answers together, never yours alone.
team_dimension =
    { $dimension }
    .again = 1 to 5, or SKIP: { $dimension }
    .not_yet = Not yet
    .begun = We have begun
    .in_part = In part
    .mostly = For the most part
    .fully = Fully
team_next =
    What should the team work on next? Please name nobody.
    .again = In your own words: what should the team work on next? Or reply SKIP.
team_thanks = Thank you. The team sees the answers together, and nobody's alone.
