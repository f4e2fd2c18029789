package phrase

import "clew/cmd/clew/internal/words"

// MorePlayers says that there are n more people than a list has room for.
func MorePlayers(n int) string { return words.Tn("roster.more", n) }
