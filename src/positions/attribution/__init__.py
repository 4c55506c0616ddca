"""Who said what towards whom: from a document to resolved statements.

In: a `Document`, and the parties to the question (`Sides`). Out: resolved statements (`statements.ResolvedStatement`):
the words, who said them, from which country, towards whom, and in which engagement. Open `extraction` first, which
finds attributions, then `resolution`, which finds who a source is, then `statements`, which puts both together.
`network` holds the trained network, whose judgement of an attribution goes beside that of the rules.
"""
