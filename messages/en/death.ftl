death_told = I am so sorry for your loss. Thank you for telling us. We will send no more check-ins to this phone. If you would like a person, ring { $office }.
    .discreet = I am so sorry for your loss. Thank you for telling us. If you would like a person, ring { $office }.
death_of_theirs = I am so sorry. Thank you for telling me. There will be no more check-ins. The team will see your message, and you can ring { $office } when you want to.
    .discreet = I am so sorry. Thank you for telling me. You can ring { $office } when you want to.
