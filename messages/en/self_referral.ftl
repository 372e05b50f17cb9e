what_this_is = This is { $service }. We help people find what would make life better. We are not for emergencies: for those, ring { $emergency }. A computer reads your texts first, and it can miss things. People read them { $hours }.
consent =
    Texts cost what you always pay. We keep what you tell us so that we can help: { $privacy_url } If someone could be hurt, we may have to tell others. Is this OK? Reply YES or NO.
    .again = Sorry, I need a clear yes or no. May we keep what you tell us, so that we can help you? Reply YES or NO.
nothing_kept = That is fine. We will not write again unless you text us. If you change your mind, text JOIN. In an emergency, ring { $emergency }.
age =
    Thank you. How old are you? Your age or the year you were born is fine. You can say SKIP to any question.
    .again = Sorry, I did not follow. How old are you? For example: 78. Or reply SKIP.
others_see_phone =
    Does anyone else look at this phone? Reply YES or NO.
    .again = Does someone else see the messages on this phone? Reply YES or NO. Or reply SKIP.
safe_time =
    When is it safe for us to text or ring you? For example: mornings, or 2pm. Or say it in your own words.
    .again = Sorry, when is it safe: morning, afternoon, evening, any time or never? Say it in your own words, or reply SKIP.
we_keep_it_short = Thank you. Our texts will be short and will not say what you told us. If it is ever not a good time, text LATER and we will stop.
name =
    What name shall we call you?
    .again = Sorry, I did not get your name. What shall we call you? Or reply SKIP.
matters =
    What matters most to you just now? What would you like to be better? Say it in your own words.
    .again = In your own words: what would you like to be better? Or reply SKIP.
matters_to_a_carer =
    You look after someone. How are you yourself? What would make life easier for you? Say it in your own words.
    .again = In your own words: what would make life easier for you? Or reply SKIP.
address =
    What is your house number and postcode? For example: 12 TQ14 9BH
    .again = Sorry, I could not read that. Please send your house number and postcode, like this: 12 TQ14 9BH. Or reply SKIP.
check_answers =
    Let me check. Name: { $name }. Age: { $age }. Home: { $address }. We will { $way ->
        [text] text you
        [call] ring you
       *[either] text or ring you
    }. Best time: { $time ->
        [any] any time
       *[other] { $time }
    }. Is this right?
    .again = Reply 1 if all is right, or the number of what to change.
    .discreet = I have noted your answers. Are they all right?
    .discreet_again = Reply 1 if all is right, or the number of what to change.
    .right = Yes, all right
    .name = Change name
    .age = Change age
    .address = Change address
    .best_way = Change how
    .best_time = Change time
what_happens_next = Thank you. The team has your message. People read messages { $hours }. Text us any time. STOP ends texts.
