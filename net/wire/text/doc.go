// Package text encodes the messages of package wire as text that people can
// read and type. It has two modes. Numbered carries all that the game client
// needs, one message to a line. Plain carries what a person with nothing but nc
// needs; its messages end at their last '|', wherever the lines do.
// net/PROTOCOL.md describes both.
//
// In both modes a message is a type letter and fields, each followed by a '|'.
// Numbers are decimal, with no sign and no leading zero. In names and texts '|'
// is written %7C and '%' is written %25; a reader accepts any byte as %XX.
package text
