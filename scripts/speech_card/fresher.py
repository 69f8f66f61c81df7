"""The last takes for fillers: written before a look at what the finder had missed in `fresh`, and heard after its rules were settled.

Other sentences, trades, voices, pauses and filler lengths once more. Whoever changes a rule of refcoach/core/fillers.py after seeing what
was found here writes new ones.
"""

# Thirty takes with pauses before and after each filler.
BETWEEN = (
    "We look after the lifts [um] in eleven office blocks.",
    "[Um] is this a good moment?",
    "The bookbinder in your street [erm] who keeps her machines going?",
    "My favourite customers [um] are wedding photographers.",
    "I was told [um] that the abbey wants new floodlights [um] by Easter.",
    "He breeds sheepdogs [uh] up in the hills.",
    "Allotment societies [um] never have anybody to do the accounts.",
    "You mentioned a potter [um] with two kilns.",
    "[Um] last time we spoke you had just moved the studio.",
    "What about the people [erm] who rent you the van?",
    "Any recruiter [um] who places nurses would do.",
    "The pharmacy [er] on the corner opens late.",
    "Your accountant [um] looks after a lot of farms, I believe.",
    "We could split the day [um] half with you [um] half with them.",
    "It sounds odd [you know] but undertakers send us the most work.",
    "I am hoping [um] for an introduction or two.",
    "The tailor [um] and his landlord share one meter.",
    "Whoever runs the canteen [uh] must order a great deal of soap.",
    "Thanks to you [erm] the pension letters went out on time.",
    "There must be [um] a dozen escape rooms in this city.",
    "Could your boss [um] spare ten minutes next week?",
    "[Erm] did the fishmonger ever ring you back?",
    "They insure boats [um] caravans [um] and a steam engine.",
    "You are the third rower [I mean] the third coach to say so.",
    "Let us say [um] Monday at four.",
    "The beekeepers meet [er] above the bank.",
    "I have one request [um] and it is a small one.",
    "Language schools [um] pay for empty rooms all spring.",
    "Your old flatmate [erm] does she still manage the theatre?",
    "Please give him [um] this card.",
)

# Ten takes with every filler run into its neighbours.
RUN_IN = (
    "We clean [um] the windows of both hospitals.",
    "Do you still see [uh] the lady from the bank?",
    "Surveyors [erm] find us through their clients.",
    "[Um] my diary is open after ten.",
    "It was a pleasure [you know] to work on that barn.",
    "He drives [er] a mobile library.",
    "The scouts need [um] a bigger hut and [um] a kinder landlord.",
    "A friend of mine [I mean] a colleague asked me that.",
    "Bring [erm] the whole committee along.",
    "They want [uh] quotes from three glaziers.",
)

# Twenty takes without fillers, full of words and sounds that come near to them.
LOOKALIKES = (
    "The drum kit in the gym belongs to Malcolm.",
    "Come and see the mummy in the museum at nine.",
    "I like them, they like me, so we like each other.",
    "Hermione earns her money from term papers.",
    "An hour or two are enough, or so they say.",
    "What do you know about the umbrella trade in Birmingham?",
    "The emperor moth hums like a small motor.",
    "A sermon, a hymn, and home.",
    "You know the rules, I know the umpire.",
    "Is it firmer, or warmer, or just dearer?",
    "Some numbers are odd, some are even, some come to nothing.",
    "I mean it, and you know that I mean it.",
    "The worm turns, the fern dries, the germ dies.",
    "Umbria is warm in the summer and calm in the autumn.",
    "Sum up the sums and come back with a total.",
    "So far so good, and so on.",
    "Her alarm went off, the room was dim, and the farm was still.",
    "The army of ants ate a ham and a plum.",
    "One customer from Rome, one from Cologne, one from home.",
    "Hum it, drum it, strum it, or leave it alone.",
)
