"""The office's own Word file as a template: fields and loops a clerk writes in Word, filled from the minutes."""
