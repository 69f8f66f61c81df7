"""Painted and composed parts that know the theme and no rule of the domain."""
