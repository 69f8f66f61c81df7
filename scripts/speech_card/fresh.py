"""The held-out takes for fillers: written before any engine had heard them, and no rule of the finder was made with them.

Other sentences, trades, voices, pauses and filler lengths than `texts` has. Whoever changes a rule of refcoach/core/fillers.py after
seeing what was found here writes new ones.
"""

# Twenty-seven takes with pauses before and after each filler.
BETWEEN = (
    "The vineyard next to yours [um] does it still bottle everything by hand?",
    "[Um] I wanted to ask you something about your choir.",
    "You said the kennels were full [erm] all through August.",
    "Opticians who rent out a chair [um] tend to lose track [um] of who paid.",
    "Is there anyone [uh] at the sailing club with an old boiler?",
    "My best work has been [um] with architects who share one studio.",
    "[Erm] could we talk about the orchestra for a moment?",
    "The brewery on Mill Lane [um] they keep asking [uh] where you got your labels.",
    "We fixed the roof of the cinema [um] in nine days.",
    "A solicitor with two partners [er] would be perfect.",
    "Would your sister in law [um] take a quick call on Tuesday?",
    "It is mostly caterers [you know] who call us in a panic.",
    "I thought of [um] the vet who looks after your horses.",
    "They run [erm] three gyms and a swimming pool [um] on the ring road.",
    "Somebody on the parish council [um] must have the keys.",
    "[Uh] when you next see the ferry captain, mention our name.",
    "The translators upstairs [um] work nights as well.",
    "Physiotherapists [um] and tilers have the same problem with bookings.",
    "Our last client [I mean] the florist was done within a month.",
    "Which of your cousins [um] opened the bicycle shop?",
    "Let me ask [um] the other way round, who would you not call?",
    "The quarry [er] changed hands in May, did it not?",
    "I could send a sample [erm] and you could pass it along.",
    "Piano tuners [um] drive [um] two hundred miles every week.",
    "Your daughter's nursery [uh] has a waiting list, I gather.",
    "The charity pays [um] far too much for its energy.",
    "If nobody comes to mind [um] that is fine too.",
)

# Thirteen takes with every filler run into its neighbours.
RUN_IN = (
    "We put solar panels [um] on the chapel last winter.",
    "Have you got [uh] five minutes for me today?",
    "The joiner who built your stairs [erm] does he have apprentices?",
    "[Um] estate agents hate our forms, frankly.",
    "She told me [you know] that the lease runs out in June.",
    "I am after [er] people who restore old cars.",
    "A landlord with [um] six flats or more [uh] is what I need.",
    "Our tea comes from [erm] one farm only.",
    "They publish [um] two walking guides every year.",
    "Perhaps you could copy me in [uh] when you write.",
    "The stonemason [I mean] his wife does the books.",
    "Clubs with [um] a licence pay us by the evening.",
    "That leaves [er] just the museum cafe [um] on your list.",
)

# Twenty takes without fillers, full of words and sounds that come near to them.
LOOKALIKES = (
    "Emma and Herman own the drum museum in Erding.",
    "A plumber from Cumbria mended the humidifier for us.",
    "So you know what I mean, that is the sort of thing they like.",
    "Her mother hummed while the thermometer rose.",
    "The firm earns more in the summer than in the other months.",
    "You know the customs office better than I ever will.",
    "I mean to plant some plum trees and a few ferns.",
    "There is a crumb under the drummer's thumb.",
    "Do you know her, or is it her brother you know?",
    "An usher, an umpire and an undertaker walk into a bar.",
    "It looks like rum, it smells like rum, so it is rum.",
    "A uniform costs a hundred, or a little under.",
    "My mum runs a gym and my uncle runs a farm.",
    "Were they firm, or were they all ears?",
    "The sum is a minimum, and the premium is a maximum.",
    "Turn left at the church, or ask for the herb garden.",
    "Some of them come from as far as Durham and Rome.",
    "Is the term a long one, or a short one?",
    "Would a hammer or a hummingbird be more like her?",
    "I have an aquarium, a geranium and a harmonium at home.",
)
