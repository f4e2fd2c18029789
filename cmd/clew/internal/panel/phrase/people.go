package phrase

import "clew/cmd/clew/internal/words"

// More says that there are n more people than a list has room for.
func More(n int) string { return words.N("roster.more", n) }
