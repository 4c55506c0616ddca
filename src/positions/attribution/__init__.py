"""Who said what: sentences, quotations, cues, sources, and the people behind them."""
