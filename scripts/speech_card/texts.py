"""What is spoken in the measurements, all of it written for them. Fillers stand in brackets."""

# Takes for the engines, pace and pauses: sentences with the pause in seconds that follows each.
ASKS = (
    (
        "Thank you for the kind words about the new stock room. (0.5) Which owners of garden centres near you still count by "
        "hand? (1.2) Could you write to two of them and say why you changed?"
    ),
    (
        "I am glad the night shift has its weekends back. (1) We help clinics with six to twelve nurses when the rota falls "
        "apart. (0.4) Who comes to mind among the practice managers you meet? (2) If it suits you, a short call for the three "
        "of us would be best."
    ),
    (
        "You told me the trucks now leave an hour earlier. (0.8) That is just what dairy farms in the north are asking for. "
        "(0.8) Do you know somebody who runs one and would take a call from me?"
    ),
    (
        "May I ask you something before we go? (1.5) I would like to meet finance directors at schools with a building project. "
        "(0.6) They lose weeks on invoices, as you did last spring. (0.9) Would you introduce me by mail to one you trust?"
    ),
    (
        "It means a lot that your team noticed the change. (0.3) The people I can help most own small hotels by the sea. (2.5) "
        "They usually call us after a bad summer with empty rooms. (0.5) Whom do you know like that?"
    ),
    (
        "Thanks for your patience during the move. (1.1) I am looking for printers with twenty to fifty people whose machines "
        "stand still too often. (0.7) You could simply forward my note with one line of your own. (1.8) Please say no if that "
        "feels odd."
    ),
    (
        "We have worked together for three years now. (0.4) Your sister company in Denver has the same trouble with returns. "
        "(1.3) Would you be willing to bring us together over lunch? (0.9) I will tell you how it went by Friday."
    ),
    (
        "Last week you said the reports are finally right. (0.7) Who else on the board of the hospital fund would want that? "
        "(3) I am thinking of treasurers who still mend spreadsheets at midnight. (0.6) A message from you would open the door."
    ),
)

# Thirty takes with fillers; each is spoken twice, with and without pauses around them.
FILLED = (
    "I was hoping [um] that you might know a plant manager who has the same trouble.",
    "We work with [uh] family bakeries that want to open a second shop.",
    "[Um] thank you for saying that, it made my week.",
    "Could you [er] introduce me to the woman who runs the depot?",
    "The firms I help are [erm] small builders with about ten people.",
    "Who do you know [uh] at the chamber that buys fleet insurance?",
    "It would be great [um] if you could write her [uh] a short note.",
    "They lose a lot of money [you know] on late deliveries every winter.",
    "My ideal client is [um] a dentist who has just taken on a partner.",
    "[Uh] before we hang up, may I ask you one more thing?",
    "The reason is [er] that their contracts end in the spring.",
    "I would love [um] to meet the head of purchasing [um] at your old school.",
    "We saved you [uh] eleven hours a week, is that right?",
    "People like your brother [you know] have the same problem with stock.",
    "There is [erm] one person in particular I would like to reach.",
    "If you feel comfortable [um] you could call him first.",
    "I think [uh] the owners of the marina [uh] would want to hear about it.",
    "[Erm] what would be the best way to get in touch with them?",
    "The new rule means [um] that every clinic needs a second nurse.",
    "She runs [er] a chain of laundries on the coast.",
    "We could meet [you know] at the fair in October.",
    "Anyone with [um] more than forty vans would save a great deal.",
    "Would it be all right [uh] if I mentioned your name?",
    "They have [erm] just lost their bookkeeper [um] to a bigger firm.",
    "[Um] so who comes to mind?",
    "I am asking you [er] because you know that trade so well.",
    "It takes [uh] about twenty minutes and there is no cost.",
    "The team was tired [you know] after all those night shifts.",
    "Perhaps [um] your neighbour at the print shop [er] needs the same thing.",
    "That is [uh] everything I wanted to ask today.",
)

# Twenty takes with no filler, full of words that sound or look like one.
TEMPTING = (
    "She sells umbrellas and raincoats in a shop by the harbour.",
    "I would like to meet somebody like you in the next town.",
    "So many firms like that have the same trouble, so we wrote a guide.",
    "Who do you know at the hospital that signs for beds?",
    "You know him well, and he knows what I mean to offer.",
    "Her summer was a humming one, with drummers in every room.",
    "Do you know another owner or a manager, or are they all away?",
    "The error was in our letter, and her answer came an hour later.",
    "I mean to call the umpire of the county league tomorrow.",
    "Are you sure or would a Thursday suit her better?",
    "The number of plumbers in the hamlet is under a hundred.",
    "A firm in Durham like ours earns a fair return.",
    "What I mean by small is a shop with a staff of four.",
    "Hum the tune to her and she will know the ad.",
    "The mayor and the lawyer like the same bakery.",
    "So far the ermine coats and the amber rings sell best.",
    "As you know, a uniform is a must for the museum staff.",
    "It was so quiet that you could hear the other meter.",
    "Would you like a copy of the offer, or a call?",
    "The other one is a herd of cows near the river Ure.",
)

# What the recordings in the wheel of moonshine-voice say: a line of Beckett's and the public-domain opening of Dickens's novel.
BECKETT = "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better."
CITIES = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of "
    "belief, it was the epoch of incredulity, it was the season of light, it was the season of darkness, it was the spring of hope, it "
    "was the winter of despair, we had everything before us, we had nothing before us, we were all going direct to heaven, we were all "
    "going direct the other way, in short, the period was so far like the present period, that some of its noisiest authorities "
    "insisted on its being received, for good or for evil, in the superlative degree of comparison only."
)
