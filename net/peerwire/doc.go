// Package peerwire encodes what two peers in a game without a server tell each
// other: the messages of package peer, and those about the link between them.
//
// A link carries them in one of two forms, as text or as msgpack. Both have the same
// fields in the same order, because each message's form is written once: a function
// that visits the fields, with which both formats both write and read.
//
//	codec.go      a message as bytes, and back
//	types.go      all types of messages, and their limits
//	link.go       the messages about the link; handshake.go: the proof of a key
//	coder.go      visits fields, and checks them
//	text.go       values as text; msgpack.go: as msgpack
//	dissect.go    a message part by part, for people
//	*form.go      the forms
//
// net/PROTOCOL.md describes the bytes.
package peerwire
