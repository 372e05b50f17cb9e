best_way =
    How should we contact you?
    .again = Sorry, how should we contact you? Please pick one.
    .text = Text me
    .call = Ring me
    .either = Either
ring_number =
    What number should we ring?
    .again = Sorry, I could not read that number. Please send it like this: 07700 900123.
best_time =
    When is a good time? For example: morning, afternoon, evening, any time.
    .again = Sorry, which is best: morning, afternoon, evening or any time? Or reply SKIP.
