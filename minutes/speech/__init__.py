"""From sound to utterances with names: recogniser and diariser behind protocols, attribution, naming."""
