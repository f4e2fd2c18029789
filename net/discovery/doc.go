// Package discovery finds the servers of the networks that this computer is on. A
// server calls Announce, a client Find; both need nobody in between.
//
// The way is the lecture's: UDP broadcast to port 9009, with a GUID, here ID,
// that tells one's own servers apart from those of others, and one server that
// is reached in several ways from several servers. Broadcast is a thing of
// IPv4, so this is too. Three things are said, all in one form:
//
//	server                                    finder
//	  beacon, once a second    ─ broadcast ─▶                 nonce 0
//	                           ◀ broadcast ─    call, once a second, nonce 0
//	  answer to it             ─────────────▶                 nonce 0
//	                           ◀─────────────    probe, its nonce a stamp
//	  answer to it             ─────────────▶    listed!      the same nonce
//
// # Who is believed
//
// What is heard with nonce 0 is hearsay: anybody can send it, with any sender's
// address. Nothing of it is kept. The finder sends a probe to where it seems to
// come from, with a stamp in it: the time, and a keyed hash of the time and of
// that address. Only who brings the stamp back from that address is listed, and
// asked again every second. So a flood of hearsay fills no memory and pushes
// nobody out, and the stamp's time is the ping. A server is gone 5 s after its
// last answer. Who can send from a server's own address can make it take longer
// until a new finder sees that server, no more. See stamps and search.
//
// Of one address at most 16 servers are listed, of all 512. When all places are
// taken, a newcomer gets one of an address that holds at least two more than
// its own.
//
// The address of a server is always the one that its answers come from. Two
// addresses with the same ID count as one server when both are this computer's,
// or when the answers from each name the other. Whoever copies an ID is named
// by no one, and stands beside the server as another one.
//
// # No amplifier
//
// All datagrams of this version have the same length, and nothing shorter is
// answered. So an answer or a probe is never longer than what it is for. An
// address gets 64 answers a second or 8 probes for hearsay, all together 2048.
// Only addresses of the networks that this computer is on are heard at all.
//
// # The datagram
//
// Numbers are big-endian. The first 43 bytes stay as they are in every version;
// of a server of another version no more is read, and it is listed as that.
//
//	offset  bytes
//	     0      4  43 4C 41 4E, "CLAN"
//	     4      4  version of the protocol, wire.Version
//	     8     16  nonce: 0, or what the finder likes; an answer has the probe's
//	    24     16  ID of the server, any but 0; 0 in a call or probe
//	    40      2  TCP port of the game, not 0; 0 in a call or probe
//	    42      1  'S' from a server, 'P' from a finder
//	    43      1  1: one needs a password to join; 0: not
//	    44      2  players
//	    46      2  players at most
//	    48    1+n  name of the server: n, 0 to 48, and so many bytes of UTF-8
//	          1+n  name of the level: the same
//	         1+4n  addresses on which the same server can be heard: n, 0 to 7
//	               and so many times four bytes
//	               zeros up to 192 bytes
//
// In a call or probe all from offset 43 on is zeros.
//
// # Ports
//
// A server and a finder have two sockets each. One is bound to port 9009, which
// all of this computer share, and only hears: the server calls, the finder
// beacons. The other has a port of its own, and all is sent from there. So each
// of several servers on a computer gets the probes that are meant for it, though
// a datagram to a shared port reaches just one of those who share it, unless it
// is a broadcast. And where port 9009 can't be had, the other half still works.
//
// Firewalls must let UDP to port 9009 through. The rest follows from that: a
// server's port has sent to a finder's before the finder's probe comes to it.
//
// # Lecture peers
//
// The lecture's own P2P client uses the same port: it broadcasts its bare GUID
// every five seconds, dials TCP port 8856 of every address from which it hears
// anything else there, and exits when that fails. So a Clew that listens nowhere
// would end all of them. While a bare GUID has been heard in the last 15 s that
// is the ID of no Clew server, and in the first 6 s, in which that can't be known,
// nothing is sent to port 9009, by broadcast or as an answer, but for:
//
//   - what announces a game on port 8856, which takes what they dial,
//   - what goes to 127.255.255.255, which leaves the computer for none,
//   - a beacon or call every five seconds, if at that moment some other process
//     accepts a connection to port 8856 of the same address. That is asked only
//     while there are lecture peers and none of them is on this computer.
//
// So finders find servers by their beacons, which need no call, and those on the
// same computer; a server on another port than 8856 stays unknown to other
// computers meanwhile, which it says. Who can't hear broadcasts cannot know, and
// goes on; it tries to open the port anew every second.
//
// # Systems
//
// Linux: SO_REUSEADDR shares the port, and a broadcast to 127.255.255.255
// reaches all on this computer; the tests hold that. Elsewhere it is built but
// not tried. Windows shares with SO_REUSEADDR as well, the BSDs and macOS need
// SO_REUSEPORT beside it. Loopback on the BSDs and macOS knows no broadcast, so
// there 127.0.0.1 is sent to as well, which one of those who share the port
// hears, and other servers on this computer are heard over its network.
package discovery
