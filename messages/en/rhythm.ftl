rhythm_is = All right. I will text you on { weekday_in_words }s at about { hour_in_words }, { $every ->
    [week] every week
    [two_weeks] every two weeks
    [three_weeks] every three weeks
   *[month] once a month
  }.
    .discreet = All right, I have changed that.
rhythm_most = All right. You will get one text of this sort a week at most.
    .discreet = All right, I have changed that.
rhythm_way = All right. If we can reach you on { $way ->
    [telegram] Telegram
    [whatsapp] WhatsApp
   *[sms] plain text
  }, I will write to you there. If not, a person will help you set it up.
    .discreet = All right, I have passed that on.
rhythm_meant_day = Shall I text you on { weekday_in_words }s from now on? Reply YES or NO.
    .again = Sorry, do you mean our texts? Shall they come on { weekday_in_words }s? Reply YES or NO.
    .discreet = Do you mean when we write to you? Reply YES or NO.
rhythm_meant_hour = Shall I text you at about { hour_in_words } from now on? Reply YES or NO.
    .again = Sorry, do you mean our texts? Shall they come at about { hour_in_words }? Reply YES or NO.
    .discreet = Do you mean when we write to you? Reply YES or NO.
rhythm_passed_on = Thank you. I have kept your message for the team.
rhythm_day = All right. On which day shall I text you? Or reply SKIP to leave it as it is.
    .again = On which day of the week shall I text you? Say one day, such as Thursday. Or reply SKIP.
rhythm_hour = All right. At what time of day shall I text you? Or reply SKIP to leave it as it is.
    .again = At what time shall I text you? Say it like 10 in the morning, or just afternoon. Or reply SKIP.
rhythm_what = All right. When shall I text you? You can name a day, a time, or how often. Or reply SKIP to leave it as it is.
    .again = Say a day, a time or how often. Thursdays, or mornings, or every two weeks. Or reply SKIP.
rhythm_decent = I cannot text that early or that late. Shall it be about { hour_in_words }? Reply YES or NO.
    .again = Shall I text you at about { hour_in_words }? Reply YES or NO.
    .discreet = I cannot write that early or that late. Shall it be about { hour_in_words }? Reply YES or NO.
rhythm_as_it_was = That is fine. I will leave it as it is.
