# The first and the last words of the check-ins.
greeting = Hello { $name }, { $service } here.
    .discreet = Hello.
greeting_plain = Hello, { $service } here.
    .discreet = Hello.
each_week = From now on it is three short questions at most. Answer when it suits you, and SKIP what you like. PAUSE gives you a rest.
thanks_heard = Thank you. We are glad to hear how you are, in good weeks and bad.
thanks_next_week = Thank you, that is all for this time. Take good care.
thanks_any_time = Thank you. If something comes up, you need not wait for me: text us any time.
thanks_helps = Thank you. Your answers help us to help you.
