"""Who said what towards whom: from a document to resolved statements.

A `Document` and the parties to the question (`Sides`) come in; resolved statements go out
(`statements.ResolvedStatement`): the words, who said them, from which country, towards whom, and in which engagement.
Open `extraction` first, which finds attributions, then `resolution`, which finds who a source is, then `statements`,
which puts both together. `network` holds the trained network, which judges each attribution as well.
"""
