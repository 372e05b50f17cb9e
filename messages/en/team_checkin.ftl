team_how = How is the team getting on? A few things to look at, then one open question. Say what you see, not what it should be.
team_dimension =
    { $dimension }: how far is your team with this?
    .again = Sorry, which is nearest? { $dimension }. Or reply SKIP.
    .not_yet = Not yet
    .begun = We have begun
    .in_part = In part
    .mostly = For the most part
    .fully = Fully
team_next =
    What should the team work on next?
    .again = In your own words: what should the team work on next? Or reply SKIP.
team_thanks = Thank you. The team sees the answers together, and nobody's alone.
