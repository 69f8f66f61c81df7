"""Takes with invented people and firms. The names that are given as hints include some that are never said."""

# (what is said, the names in it)
NAMED = (
    ("Could you introduce me to Priya Raman at Kestrel Foods?", ("Priya Raman", "Kestrel Foods")),
    ("I heard that Anneliese Brandt has just taken over the Norwell clinic.", ("Anneliese Brandt", "Norwell")),
    ("Who do you know at Tamblyn and Sons that buys packaging?", ("Tamblyn and Sons",)),
    ("My ideal client is somebody like Osgood Freight, with about forty vans.", ("Osgood Freight",)),
    ("Thank you, Siobhan. Would you call Declan Moriarty for me?", ("Siobhan", "Declan Moriarty")),
    ("We saved Halvorsen Marine eleven hours a week.", ("Halvorsen Marine",)),
    ("I would like to meet Xiomara Delgado, who runs the depot in Reno.", ("Xiomara Delgado",)),
    ("Your neighbour Ruairi Keane may need the same thing.", ("Ruairi Keane",)),
    ("The people at Brightwater Dental lose patients every winter.", ("Brightwater Dental",)),
    ("Could you write to Nkechi Obi and tell her why you changed?", ("Nkechi Obi",)),
    ("Is Gunnarsson Timber still looking for a new supplier?", ("Gunnarsson Timber",)),
    ("I am glad it worked out, Marguerite. Who else at Fenwick Mutual comes to mind?", ("Marguerite", "Fenwick Mutual")),
    ("Would you feel comfortable bringing Wojciech into a short call?", ("Wojciech",)),
    ("Larkspur Hotels opened two new houses and the rota fell apart.", ("Larkspur Hotels",)),
    ("Please say no if it feels odd, Thandiwe.", ("Thandiwe",)),
    ("I met Piet Verhoeven at the fair, and he said you know each other.", ("Piet Verhoeven",)),
    ("Quillon Systems has the same trouble with returns.", ("Quillon Systems",)),
    ("Could you put me in touch with Ingrid Solheim on the board?", ("Ingrid Solheim",)),
    ("Ashgrove Nurseries counts stock by hand, as you did.", ("Ashgrove Nurseries",)),
    ("What would be the best way to reach Beatriz Furtado?", ("Beatriz Furtado",)),
    ("We help firms like Pemberley Print when their machines stand still.", ("Pemberley Print",)),
    ("You mentioned Yusuf Adeyemi from the chamber last week.", ("Yusuf Adeyemi",)),
    ("I am asking because Caldera Roofing just lost its bookkeeper.", ("Caldera Roofing",)),
    ("Would Zofia at the Wexham school take a call from me?", ("Zofia", "Wexham")),
    ("Hello Kwame, thank you for the kind words about the new stock room.", ("Kwame",)),
    ("The treasurer of Dunmore Trust still mends spreadsheets at midnight.", ("Dunmore Trust",)),
    ("Could Leopold Achterberg use the same kind of help?", ("Leopold Achterberg",)),
    ("Mirabel Lighting wants to open a second shop in spring.", ("Mirabel Lighting",)),
    ("Let me know if Saoirse would rather get a letter.", ("Saoirse",)),
    ("I will tell you how it went with Hathersage Dairy by Friday.", ("Hathersage Dairy",)),
)
NEVER_SAID = ("Tomasz", "Eldridge Partners", "Rosalind Peake", "Corvane")

# Other names, only to choose the limits of refcoach/core/names.py on; nothing in the card is measured on them.
TUNING = (
    ("Could you ask Aoife Brennan whether Stellan Glass needs a hand?", ("Aoife Brennan", "Stellan Glass")),
    ("I would love to meet Joaquin from Harrow Bay Shipping.", ("Joaquin", "Harrow Bay Shipping")),
    ("We did the same for Thornbury Linen in the spring.", ("Thornbury Linen",)),
    ("Thanks, Eilidh. Who else at Marchetti Motors has that trouble?", ("Eilidh", "Marchetti Motors")),
    ("Does Bartholomew Finch still run the laundry on the coast?", ("Bartholomew Finch",)),
    ("Perhaps Chidinma Eze would take a short call from me.", ("Chidinma Eze",)),
    ("Ravensworth Seeds has lost two drivers to a bigger firm.", ("Ravensworth Seeds",)),
    ("You said that Mikkel Aagaard is on the board of the hospital.", ("Mikkel Aagaard",)),
    ("Tell Odette that the people at Skerries Foods can ring me.", ("Odette", "Skerries Foods")),
    ("I am looking for somebody like Vasquez Tile with ten fitters.", ("Vasquez Tile",)),
    ("Could you introduce me to Henrike from Lindqvist Bakers?", ("Henrike", "Lindqvist Bakers")),
    ("It was good to hear that Cordelia Marsh kept her job.", ("Cordelia Marsh",)),
)
