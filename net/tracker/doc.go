// Package tracker lists games on the internet, where no broadcast reaches. A server
// calls Announce, a player's program Browse, and somewhere a Tracker answers both
// over UDP. If it ends, the games go on; they are only not found any more.
//
//	server                               tracker                           player
//	  announce, every 20 s     ───────▶             ◀───────   list, after an address
//	  accepted, with the       ◀───────             ───────▶   page: games, and whether
//	  address that players see                                 there are more
//	  withdraw, at its end     ───────▶
//
// Each request carries a cookie from the latest answer. Without a valid one, the
// answer is only a retry with a cookie, and the request is sent again with it.
//
// # Attackers
//
// One attacker uses the tracker against others. No answer is longer than its request,
// and nothing but a retry goes to an address that has not proved to be the sender's.
// A game has the address from which it is announced, so nobody can send players
// elsewhere, or withdraw others' games.
//
// Another fills the tracker. It holds at most 1,024 games, 8 of one IPv4 address or
// IPv6 /64; when it is full, the network (IPv4: /16, IPv6: /32) with most of them loses
// its newest to one with at least two less. Every address has its own rate of
// announcements, pages and retries, in a table of fixed size; a listed game has its own
// rate of renewals, so that no flood takes it off the list. An attacker who can send
// from the address of a newcomer can delay its first request, but nothing more.
// Nothing can keep somebody with many addresses from announcing games that don't exist.
//
// Games with a loopback address are listed only to the same computer, and those with a
// private one only to private addresses: others could not join them.
package tracker
