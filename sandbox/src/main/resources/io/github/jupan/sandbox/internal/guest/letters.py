# Letters as people see them. The host's side knows Unicode's rules and cuts a whole text at once.


def letters_function(cut_letters):
    def letters(text):
        """The letters of a text as people see them, as a list of str.

        An accent belongs to its letter, a Hangul syllable is one letter however it is stored, an emoji with all its
        parts is one. (Extended grapheme clusters of Unicode, in the composed form NFC.)
        """
        if not isinstance(text, str):
            raise TypeError(f"letters() needs a str, not {type(text).__name__}")
        if text.isascii() and "\r" not in text:
            return list(text)
        cut = cut_letters(text)
        return cut[1:].split(cut[0])

    letters.__module__, letters.__qualname__ = "builtins", "letters"
    return letters
