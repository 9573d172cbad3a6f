"""The review page: a clerk checks a draft against the sound and puts it right, in a browser on the same machine."""
