// Package discovery finds the servers on the networks of this computer, and the games
// of peers that have none. A server or peer calls Announce, a client Find; neither
// needs anything in between.
//
// It follows the lecture's method: UDP broadcasts to port 9009, with a GUID, here ID,
// that distinguishes servers and identifies one that is reachable in several ways.
// Broadcasts exist in IPv4 only, so discovery does not use IPv6. There are four messages, all in
// the same format:
//
//	server                                    finder
//	  beacon, once a second    ─ broadcast ─▶                 nonce 0
//	                           ◀ broadcast ─   query, once a second, nonce 0
//	  answer to it             ─────────────▶                 nonce 0
//	                           ◀─────────────   probe, its nonce a cookie
//	  answer to it             ─────────────▶   listed!       the same nonce
//
// # Trust
//
// A message with nonce 0 is unverified: anybody can send it, with any sender's
// address. The finder stores nothing of it. It sends a probe to the apparent sender,
// with a cookie: the time, and a keyed hash of the time and of that address. Only a
// server that returns the cookie from that address is listed, and probed again
// every second. So a flood of unverified messages fills no memory and displaces
// nobody, and the cookie's time gives the RTT. A server disappears 5 s after its
// last answer. An attacker who can send from a server's own address can delay its
// discovery by a new finder, but nothing more. See search.
//
// At most 16 servers are listed of one address, and 512 in all. When the list is
// full, a new server takes the place of one whose address has at least two more
// than its own.
//
// The address of a server is always the one that its answers come from. Two
// addresses with the same ID count as one server if both are this computer's, or if
// the answers from each name the other. A server that copies an ID is named by
// nobody, and is listed beside the original.
//
// # Games of peers
//
// In a game without a server each peer does what a server does. Its messages also
// have the game's ID, by which a finder lists all of its members as one game, with
// up to 16 of their addresses: any member lets newcomers in, and when one doesn't
// answer the next may. An attacker may claim to be a member. So the game is
// described as most addresses describe it, and one member of each address comes before
// a second of any. See MergeGames. Who is really a member shows when one connects.
//
// # Scan
//
// Where broadcasts do not pass, a person may ask for a scan: the finder sends a query
// to each address near its own, see Finder.Scan. It never does so unasked. Of several
// programs on a computer only one receives such a query, since they share the port; a
// server there may remain unknown while a finder runs beside it.
//
// # No amplification
//
// All datagrams of this version have the same length, and shorter ones are not
// answered, so an answer or a probe is never longer than its cause. An address gets
// 64 answers a second, or 8 probes for unverified messages; all together get 2048.
// Datagrams from outside this computer's networks are ignored.
//
// # The datagram
//
// Numbers are big-endian. The first 43 bytes are the same in every version; of a
// server of another version only these are read, and it is listed as such.
//
//	offset  bytes
//	     0      4  43 4C 41 4E, "CLAN"
//	     4      4  version of the protocol, wire.Version
//	     8     16  nonce: 0, or a cookie in a probe and in the answer to it
//	    24     16  ID of the server, any but 0; 0 in a query or probe
//	    40      2  TCP port of the game, not 0; 0 in a query or probe
//	    42      1  'S' from a server, 'G' from a peer, 'P' from a finder
//	    43      1  1: players need a password; 0: they don't
//	    44      2  players
//	    46      2  maximum number of players
//	    48    1+n  name of the server: n, 0 to 48, and n bytes of UTF-8
//	          1+n  name of the level: the same
//	         1+4n  other addresses of the same server: n, 0 to 7,
//	               and n times four bytes
//	           8  from a peer: ID of the game, not 0
//	           4  from a peer: number of its view of the members
//	               zeros up to 192 bytes
//
// In a query or probe all bytes from offset 43 on are zero.
//
// # Ports
//
// A server and a finder have two sockets each. One is bound to port 9009, which all
// programs of this computer share, and only receives: the server queries, the
// finder beacons. The other has a port of its own and sends everything. So each of
// several servers on a computer gets the probes for it, although a datagram to a
// shared port reaches only one of the sockets unless it is a broadcast. And if port
// 9009 is not available, the other half still works.
//
// Firewalls must let UDP port 9009 through. The rest follows: a server's port has
// sent to a finder's before the finder's probe arrives at it.
//
// # Lecture peers
//
// The lecture's own P2P client uses the same port. It broadcasts its bare GUID every
// five seconds, dials TCP port 8856 of every address from which it receives anything
// else there, and exits if that fails. A Clew that does not listen there would make
// all of them exit. While a bare GUID has been received in the last 15 s that is not
// the ID of a Clew server, and in the first 6 s, when that is not known yet, nothing
// is sent to port 9009, by broadcast or as an answer, except:
//
//   - announcements of a game on port 8856, which accepts their connections,
//   - datagrams to 127.255.255.255, which never leave the computer,
//   - a beacon or query every five seconds, if at that moment another process
//     accepts a connection to port 8856 of the same address. This is tested only
//     while there are lecture peers, none of them on this computer.
//
// So finders find servers by their beacons, which need no query, and those on the
// same computer. Meanwhile a server on another port than 8856 stays unknown to other
// computers, and reports that. A process that cannot receive broadcasts cannot know,
// and continues; it tries to open the port again every second.
//
// A peer of a game without a server that listens on port 8856 wants to be found by
// lecture peers. So it too broadcasts its bare GUID every five seconds, after a beacon
// that names it: the ID in its messages is that GUID. Clew takes no GUID for a lecture
// peer's that a beacon from the same address names; see LecturePeer. Of GUIDs 4 are
// stored of each of 512 addresses on this computer's networks. A GUID from one
// address displaces none of another, and more addresses count as lecture peers for
// silence, but are not listed.
//
// # Systems
//
// On Linux SO_REUSEADDR shares the port, and a broadcast to 127.255.255.255 reaches
// all programs on this computer; the tests rely on that. On other systems the
// package compiles but is untested. Windows shares ports with SO_REUSEADDR too; the
// BSDs and macOS also need SO_REUSEPORT. Their loopback has no broadcasts, so there
// 127.0.0.1 is sent to as well, which reaches one of the sockets that share the
// port; other servers on the same computer are found over its network.
package discovery
