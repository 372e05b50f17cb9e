safety_emergency = I am worried about what you told me. If you or anyone is in danger or badly hurt, ring 999 now. For health advice ring 111. I have told the team here. People read messages { $hours }.
safety_crisis = I am really sorry it is so hard. You can talk to someone now: Samaritans 116 123, free, day or night. Or ring 111 and press 2. In danger, ring 999. I have told the team here. People read messages { $hours }.
safety_private = Thank you for telling me. If you are in danger, ring 999. If it is not safe to speak, ring 999 on a mobile and press 55. I have told the team here. People read messages { $hours }.
safety_harm = Thank you for telling me. I cannot keep this a secret: I have told the team here. If anyone could be hurt, ring 999 now. To talk at any hour: Samaritans 116 123, free. People read messages { $hours }.
safety_for_them = Thank you for telling me. If they are in danger or badly hurt, ring 999 now. They or you can ring Samaritans on 116 123, free, day or night. I have told the team here. People read messages { $hours }.
safe_now =
    Are you safe right now? Reply YES or NO.
    .again = Are you safe right now? Reply YES or NO. If you are not, please ring 999.
safety_ring_now = Please ring 999 now. If you cannot speak, press 55 when you are asked. I have told the team that you are not safe.
safe_yet =
    Reply YES when you are safe.
    .again = Please ring 999 if you are in danger. Reply YES when you are safe.
safety_thanks = Thank you. The team has your message. If things get worse, ring 999.
they_safe_now =
    Are they safe right now? Reply YES or NO.
    .again = Are they safe right now? Reply YES or NO. If they are not, please ring 999.
they_ring_now = Please ring 999 now. I have told the team that they are not safe.
they_safe_yet =
    Reply YES when they are safe.
    .again = Please ring 999 if they are in danger. Reply YES when they are safe.
