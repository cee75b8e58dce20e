"""The walls around a submission (`wall`), and what runs inside them (`inside`)."""
