family_what_this_is = Thank you for thinking of them. This is not for emergencies: for those, ring { $emergency }. A computer reads texts first and can miss things. People read them { $hours }. We will ask the person before we do anything.
family_consent =
    Texts cost what you always pay. We keep what you tell us so that we can help: { $privacy_url } If someone could be hurt, we may have to tell others. Is this OK? Reply YES or NO.
    .again = Sorry, I need a clear yes or no. May we keep what you tell us? Reply YES or NO.
family_danger =
    Is the person in danger right now? Reply YES or NO.
    .again = Sorry, is the person in danger at this moment? Reply YES or NO.
family_ring_999 = If anyone is in danger, please ring { $emergency } now. I have told the team here as well. People read messages { $hours }.
family_adult =
    Is the person 18 or older? Reply YES or NO.
    .again = Sorry, are they 18 or older? Reply YES or NO.
family_of_a_child = Thank you. For anyone under 18 there is another way to get help. I have asked a person here to look at this. Childline is free on { $childline }, day or night. In danger, ring { $emergency }.
referrer_name =
    What is your own name?
    .again = Sorry, I did not get your name. What shall we call you? Or reply SKIP.
relationship =
    How do you know the person? For example: my mum, my neighbour.
    .again = How do you know the person? Or reply SKIP.
their_name =
    What is the name of the person you are worried about?
    .again = Sorry, I did not get the name. What is the person called?
they_agree =
    Do they know that you are asking us?
    .again = Sorry, do they know that you are asking us? Please pick one.
    .agrees = Yes, and they agree
    .knows = They know, not sure they agree
    .unaware = No
can_decide =
    Can they decide for themselves if they want help?
    .again = Sorry, can they decide this for themselves? Please pick one.
    .yes = Yes
    .no = No
    .unsure = I am not sure
their_phone =
    What is their mobile number? It is used only to ask if they would like to hear from us. If they have no mobile, reply SKIP.
    .again = Sorry, I could not read that number. Please send it like this: 07700 900123. Or reply SKIP.
their_matters =
    What is worrying you? Say it in your own words.
    .again = In your own words: what is worrying you? Or reply SKIP.
check_family =
    Let me check. Person: { $name }. Their number: { $phone }. Is this right?
    .again = Reply 1 if all is right, or the number of what to change.
    .discreet = I have noted your answers. Are they all right?
    .discreet_again = Reply 1 if all is right, or the number of what to change.
    .right = Yes, all right
    .their_name = Change name
    .their_phone = Change number
family_what_happens_next = Thank you. We have passed this to the team. What the person tells us is private. We can only tell you more if they say so. If they are in danger, ring { $emergency }.
