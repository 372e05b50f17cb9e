sharing =
    { $carer } looks after you and is in touch with us too. What may we tell { $carer }?
    .again = Sorry, what may we tell { $carer }? Please pick one.
    .discreet = What may we tell those who look after you?
    .discreet_again = Sorry, what may we tell those who look after you? Please pick one.
    .nothing = Nothing
    .that = Only that we are in touch
    .how = How I am getting on
sharing_unnamed =
    The one who looks after you is in touch with us too. What may we tell them?
    .again = Sorry, what may we tell them? Please pick one.
    .discreet = What may we tell those who look after you?
    .discreet_again = Sorry, what may we tell those who look after you? Please pick one.
    .nothing = Nothing
    .that = Only that we are in touch
    .how = How I am getting on
sharing_some = All right. We will say no more than that, and your own words stay with us. You can change your mind any time.
sharing_nothing = All right. We will tell them nothing. You can change your mind any time.
