"""What hostile hands give: each module a kind of it, each case with the code that it must be answered with."""
