hello = Hello, this is { $service }. We are not for emergencies: in danger, ring { $emergency }.
who_for =
    Who is this for?
    .again = Sorry, I did not follow. Who is this for? Please pick one.
    .myself = Me
    .someone = Someone else
    .carer = I look after someone
    .person = I want to talk to a person
person_asked_for = Thank you. I have asked the team to contact you. People read messages { $hours }. If you are in danger, ring { $emergency }.
