package i18n

// MorePlayers says that there are n more people than a list has room for.
func MorePlayers(n int) string { return Tn("roster.more", n) }
