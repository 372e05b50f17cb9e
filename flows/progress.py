"""A number as a bar of text, for phones that show nothing else. Pure; no words, so it is the same in every language.

Of all marks in GSM-7, a row of # stands out most on a pixel phone and in a modern font alike. Only what is reached is
drawn: in a proportional font the marks for what is missing are narrower, and the whole would mislead. So two bars
compare where both begin their lines, and what they mean stands after them:

    #### 4/10 at the start
    ####### 7/10 now
"""

MARK = "#"
LONGEST = 10  # marks: with the number and a few words still one line of a basic phone


def bar(value: int, most: int = 10) -> str:
    """One mark a point; of a longer scale its share of ten marks. Ten are for the most alone, none for nothing alone."""
    marks = max(value * min(most, LONGEST) // most, min(value, 1))
    return f"{MARK * marks} {value}/{most}".lstrip()
