"""From an assignment's source to its products, and what holds these to their form. Nothing here grades."""
