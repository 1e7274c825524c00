"""The commands of ``zadankai``: each understands its words, asks the rest of the program, and shows the outcome."""
