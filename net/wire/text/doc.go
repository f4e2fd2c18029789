// Package text writes and reads the messages of package wire as text that
// people can read and type. There are two modes. Numbered carries all that the
// game client needs, one message to a line. Plain carries what a person with
// nothing but nc needs, and is the protocol of net/PROTOCOL.md's first part;
// its messages end at their last '|', wherever the lines do.
//
// Common to both: a message is a type letter and fields, each followed by a
// '|'. Numbers are decimal, with no sign and no leading zero. In names and
// texts '|' is written %7C and '%' is written %25; a reader takes any byte as
// %XX.
package text
