"""The functions of the language, one file per family; ``signatures`` says what each takes."""
