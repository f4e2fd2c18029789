package i18n

// MorePlayers says that a list leaves out n players.
func MorePlayers(n int) string { return Tn("roster.more", n) }
