"""How the judge's model is made: texts to examples, the network, fitting, export."""
