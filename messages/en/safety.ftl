safety_emergency = I am worried about what you told me. If you or anyone is in danger or badly hurt, ring { $emergency } now. For health advice ring { $nhs }. I have told the team here. People read messages { $hours }.
safety_crisis = I am really sorry it is so hard. You can talk to someone now: Samaritans { $samaritans }, free, day or night. Or ring { $nhs_crisis }. In danger, ring { $emergency }. I have told the team here. People read messages { $hours }.
safety_private = Thank you for telling me. If you are in danger, ring { $emergency }. If it is not safe to speak, ring { $emergency } on a mobile and press { $silent }. I have told the team here. People read messages { $hours }.
safety_harm = Thank you for telling me. I cannot keep this a secret: I have told the team here. If anyone could be hurt, ring { $emergency } now. To talk at any hour: Samaritans { $samaritans }, free. People read messages { $hours }.
safety_for_them = Thank you for telling me. If they are in danger or badly hurt, ring { $emergency } now. They or you can ring Samaritans on { $samaritans }, free, day or night. I have told the team here. People read messages { $hours }.
safe_now =
    Are you safe right now? Reply YES or NO.
    .again = Are you safe right now? Reply YES or NO. If you are not, please ring { $emergency }.
safety_ring_now = Please ring { $emergency } now. If you cannot speak, press { $silent } when you are asked. I have told the team that you are not safe.
safe_yet =
    Reply YES when you are safe.
    .again = Please ring { $emergency } if you are in danger. Reply YES when you are safe.
safety_thanks = Thank you. The team has your message. If things get worse, ring { $emergency }.
they_safe_now =
    Are they safe right now? Reply YES or NO.
    .again = Are they safe right now? Reply YES or NO. If they are not, please ring { $emergency }.
they_ring_now = Please ring { $emergency } now. I have told the team that they are not safe.
they_safe_yet =
    Reply YES when they are safe.
    .again = Please ring { $emergency } if they are in danger. Reply YES when they are safe.
