"""The papers of a meeting (次第, 議案, 名簿) and its corrected minutes: what of their words and people is new to us."""
