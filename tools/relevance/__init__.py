"""How well questions are answered: collections of questions and judgements, engines, measures, the gate."""
