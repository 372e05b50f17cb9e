# What to do now, by what the trouble is. The discreet texts are for a phone that somebody else may read, and for abuse:
# no word in them tells what was told.
safety_emergency = I am worried about you. If you or anyone is badly hurt or in danger, ring { $emergency } now. For other health advice, ring { $nhs }.
    .discreet = For an emergency, ring { $emergency }. For health advice, ring { $nhs }.
# Somebody who has taken tablets may feel well for hours: 999 comes before anything else, whether they have acted or may.
safety_crisis = If you have taken something or hurt yourself, or might, ring { $emergency } now, even if you feel fine. I am so sorry it is this hard.
    .discreet = In an emergency, ring { $emergency } now, even if you feel fine.
safety_crisis_deaf = If you have taken something or hurt yourself, or might, get { $emergency } now, even if you feel fine. I am so sorry it is this hard.
    .discreet = In an emergency, get { $emergency } now, even if you feel fine.
safety_private = Thank you for your text. For an emergency, ring { $emergency }. If you cannot speak on the phone, press { $silent } when asked. If now is not a good time, reply LATER.
safety_harm = Thank you for telling me. I cannot keep this secret. If anyone could be hurt, ring { $emergency } now. For help to stop it, free, ring Respect on { $respect }.
    .discreet = Thank you for your text. We cannot keep what you write secret. For an emergency, ring { $emergency }. You can also ring { $respect }, free.
safety_for_them = If they have taken something, or are hurt or in danger, ring { $emergency } now, even if they seem fine. Thank you for telling me. Samaritans will listen to them, and to you, at any hour: { $samaritans }.
    .discreet = For an emergency, ring { $emergency }. To talk at any hour: { $samaritans }, free.
safety_deaf = In danger, text { $emergency } if your phone is set up. To set it up, text { $emergency_sms }. Or use { $bsl }, or Relay UK, { $relay }. To talk by text: { $shout }.

# Who reads it, and when.
safety_read_now = Your message is with the team, who are at work now.
    .discreet = The team has your message.
safety_on_call = The office is closed. Your message is on its way to the person on call.
    .discreet = The team has your message.
safety_read_later = Nobody here reads messages until { $day } at { $time }, so please do not wait for us.
    .discreet = We next read messages on { $day } at { $time }.

# Who listens meanwhile. In hours all of this and the question are one text, to the last letter.
safety_talk = To talk now, free: Samaritans on { $samaritans }, or text { $shout }. Or { $nhs_crisis }.
    .discreet = To talk now, free: ring { $samaritans }, or text { $shout }. Or ring { $nhs_crisis }.

safe_now =
    Are you safe right now? Reply YES or NO.
    .again = Are you safe right now? Reply YES or NO. If you are not, please ring { $emergency }.
    .discreet = Are you all right just now? Reply YES or NO.
    .discreet_again = Are you all right just now? Reply YES or NO. For an emergency, ring { $emergency }.
safety_ring_now = Please ring { $emergency } now. If you cannot speak, press { $silent } when you are asked. I have noted for the team that you are not safe.
    .discreet = For an emergency, ring { $emergency }. If you cannot speak on the phone, press { $silent } when asked. Text us any time.
safety_deaf_now = Please get { $emergency } now: text { $emergency }, or use { $bsl }, or Relay UK, { $relay }. I have noted for the team that you are not safe.
    .discreet = For an emergency, text { $emergency }, or use { $bsl }, or Relay UK, { $relay }. Text us any time.
safety_lines = If you would like to talk, you can ring { $domestic_abuse }, free, day or night. Or { $hourglass }, free.
where_now =
    Where are you now? Your address, or the place.
    .again = Where are you now? Your address, or the place. Or reply SKIP.
safe_yet =
    Reply YES when you are safe.
    .again = Please ring { $emergency } if you are in danger. Reply YES when you are safe.
    .discreet = Reply YES when you are all right.
    .discreet_again = For an emergency, ring { $emergency }. Reply YES when you are all right.
safety_still = I have noted it for the team again. { $emergency } will help you at any time. Text us whenever you can.
    .discreet = { $emergency } is there at any time. Text us when it suits you.
safety_thanks = Thank you. The team has your message. If things get worse, get help from { $emergency }.
    .discreet = Thank you. Text us any time.

they_safe_now =
    Are they safe right now? Reply YES or NO.
    .again = Are they safe right now? Reply YES or NO. If they are not, please get { $emergency }.
they_ring_now = Please ring { $emergency } now. I have noted for the team that they are not safe.
they_deaf_now = Please get { $emergency } now: text { $emergency }, or use { $bsl }, or Relay UK, { $relay }. I have noted for the team that they are not safe.
they_where =
    Where are they now? Their address, or the place.
    .again = Where are they now? Their address, or the place. Or reply SKIP.
they_safe_yet =
    Reply YES when they are safe.
    .again = Please get { $emergency } if they are in danger. Reply YES when they are safe.

# A word that worries, and no danger now: a kind line, honest about who reads it.
amber_hard = That sounds very hard. If you would like to talk at any hour, ring Samaritans on { $samaritans }, free, or text { $shout }.
    .discreet = To talk at any hour, free: ring { $samaritans }, or text { $shout }.
amber_carer = That sounds very hard, and you matter too. Carers UK can help: { $carers }. To talk at any hour, ring Samaritans on { $samaritans }, free.
    .discreet = To talk at any hour, ring { $samaritans }, free.
amber_read_now = Thank you for telling me. It is with the team, who are at work now. If it gets worse, ring { $nhs }. In danger, ring { $emergency }.
    .discreet = Thank you. The team has your message. For an emergency, ring { $emergency }.
amber_read_later = Thank you for telling me. We next read messages on { $day } at { $time }. If it gets worse, ring { $nhs }. In danger, ring { $emergency }.
    .discreet = Thank you. We next read messages on { $day } at { $time }. For an emergency, ring { $emergency }.

# The answer to LATER on a phone that somebody else may be reading.
hidden = No problem. Text us when it suits you.
