"""The composition root: the only place that builds store, chat and rules, and plugs them together."""
