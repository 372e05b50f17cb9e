childline = Thank you for telling us. This service is for adults, but you matter. You can talk to Childline free, day or night: ring { $childline }. We have asked a person here to see that you get the right help. In danger, ring { $emergency }.
    .discreet = Thank you for your text. You can ring { $childline }, free, day or night. For an emergency, ring { $emergency }.
