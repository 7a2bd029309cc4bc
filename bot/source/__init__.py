"""YAML text to nodes with spans; diagnostics and how they print. The only importer of PyYAML."""
