"""Pauses: rules that ask people instead of acting, by order or because they look faulty."""
