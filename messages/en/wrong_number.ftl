wrong_number_noted = Sorry to have bothered you. We will not text this number again.
