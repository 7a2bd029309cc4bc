"""Cases: cards, presses and reports."""
