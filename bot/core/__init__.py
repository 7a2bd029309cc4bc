"""The heart: types, judging, the case table and the ports. Pure, and standard library only."""
