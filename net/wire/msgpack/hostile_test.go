package msgpack

import (
	"strings"
	"testing"

	"clew/net/wire"
	"clew/net/wire/wiretest"
)

// hostile are bytes that a stranger might send to do harm, and the codes that
// they get.
var hostile = []struct{ name, bytes, code string }{
	{"nothing", "", wire.CodeMalformed},
	{"an array of 2^32-1", "\xDD\xFF\xFF\xFF\xFF", wire.CodeMalformed},
	{"an array of 2^32-1 that starts well", "\xDD\xFF\xFF\xFF\xFFH\x01", wire.CodeMalformed},
	{"an array of 65535", "\xDC\xFF\xFFi\x01\x01", wire.CodeMalformed},
	{"an empty array", "\x90", wire.CodeMalformed},
	{"nil", "\xC0", wire.CodeMalformed},
	{"a map of 2^32-1", "\xDF\xFF\xFF\xFF\xFF", wire.CodeMalformed},
	{"a string of 2^32-1", "\xDB\xFF\xFF\xFF\xFF", wire.CodeMalformed},
	{"binary of 2^32-1", "\xC6\xFF\xFF\xFF\xFF", wire.CodeMalformed},
	{"an extension of 2^32-1", "\xC9\xFF\xFF\xFF\xFF\x01", wire.CodeMalformed},
	{"nested arrays", strings.Repeat("\x91", 1000), wire.CodeNumber},
	{"nested long arrays", strings.Repeat("\xDD\xFF\xFF\xFF\xFF", 200), wire.CodeMalformed},
	{"a text of 2^32-1", "\x93c\x01\xDB\xFF\xFF\xFF\xFFx", wire.CodeMalformed},
	{"a text of 65535", "\x93c\x01\xDA\xFF\xFFx", wire.CodeMalformed},
	{"a text that is too long", "\x93c\x01\xD9\xF1" + strings.Repeat("x", 241), wire.CodeText},
	{"binary for text", "\x93c\x01\xC4\x01x", wire.CodeText},
	{"binary of 2^32-1 for text", "\x93c\x01\xC6\xFF\xFF\xFF\xFF", wire.CodeText},
	{"nil for text", "\x93c\x01\xC0", wire.CodeText},
	{"an array for text", "\x93c\x01\xDD\xFF\xFF\xFF\xFF", wire.CodeText},
	{"a number for text", "\x93c\x01\x05", wire.CodeText},
	{"a split rune", "\x93c\x01\xA2\xE2\x82", wire.CodeText},
	{"overlong UTF-8", "\x93c\x01\xA2\xC0\xAF", wire.CodeText},
	{"a surrogate", "\x93c\x01\xA3\xED\xA0\x80", wire.CodeText},
	{"an escape code", "\x93c\x01\xA4\x1B[2J", wire.CodeText},
	{"NUL", "\x93c\x01\xA1\x00", wire.CodeText},
	{"nil for a number", "\x92q\xC0", wire.CodeNumber},
	{"a float for a number", "\x92q\xCA\x3F\x80\x00\x00", wire.CodeNumber},
	{"a double for a number", "\x92q\xCB\x3F\xF0\x00\x00\x00\x00\x00\x00", wire.CodeNumber},
	{"a string for a number", "\x92q\xA11", wire.CodeNumber},
	{"an array for a number", "\x92q\x91\x01", wire.CodeNumber},
	{"an extension for a number", "\x92q\xD4\x01\x01", wire.CodeNumber},
	{"true for a number", "\x92q\xC3", wire.CodeNumber},
	{"-1 for a number", "\x92q\xFF", wire.CodeNumber},
	{"-2^63 for a number", "\x92q\xD3\x80\x00\x00\x00\x00\x00\x00\x00", wire.CodeNumber},
	{"-1 for a time", "\x94p\xFF\x00\x00", wire.CodeNumber},
	{"-1 in 64 bits for a time", "\x94p\xD3\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x00\x00", wire.CodeNumber},
	{"2^32+1 for an ID", "\x92q\xCF\x00\x00\x00\x01\x00\x00\x00\x01", wire.CodeID},
	{"2^64-1 for an ID", "\x92q\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", wire.CodeID},
	{"2^32 for a tick", "\x93X\x01\xCF\x00\x00\x00\x01\x00\x00\x00\x00", wire.CodeNumber},
	{"2^32+'A' for a letter", "\x97N\x01\xCF\x00\x00\x00\x01\x00\x00\x00A\xA1x\x01\x00\x00", wire.CodeNumber},
	{"a half of a surrogate for a letter", "\x97N\x01\xCD\xD8\x00\xA1x\x01\x00\x00", wire.CodeText},
	{"2^32+1 for a colour", "\x94k\x01\xCF\x00\x00\x00\x01\x00\x00\x00\x01\x01", wire.CodeNumber},
	{"257 for a shape", "\x94k\x01\x01\xCD\x01\x01", wire.CodeNumber},
	{"half a player's stats", "\x96h\x01\x01\x00\x00\x01", wire.CodeMalformed},
	{"stats with a step of 0", "\x99h\x01\x01\x00\x00\x00\x01\x00\x00", wire.CodeMalformed},
	{"stats of nobody", "\x95h\x00\x01\x00\x00", wire.CodeID},
	{"stats whose ID wraps", "\x99h\x01\x01\x00\x00\xCE\xFF\xFF\xFF\xFF\x01\x00\x00", wire.CodeID},
	{"2^16+1 ms", "\x95h\x01\xCE\x00\x01\x00\x01\x00\x00", wire.CodeNumber},
	{"257 per cent", "\x95h\x01\x01\xCD\x01\x01\x00", wire.CodeNumber},
	{"idle for 2^16 s", "\x95h\x01\x01\x00\xCE\x00\x01\x00\x00", wire.CodeNumber},
	{"stats that claim 16,383 players", "\xDC\xFF\xFDh" + strings.Repeat("\xC0", 70000), wire.CodeNumber},
	{"1 for true", "\x9CI\x05\x01A<\x02\x00\x00\xA0\x01\xA0\xC2", wire.CodeMalformed},
	{"nil for true", "\x9CI\x05\x01A<\x02\x00\x00\xA0\xC0\xA0\xC2", wire.CodeMalformed},
	{"a snapshot with half a body", "\x98S\x01\x01\x01\x01\x01A\x05", wire.CodeMalformed},
	{"an unknown type", "\x92Z\x01", wire.CodeType},
	{"a type beyond a byte", "\x92\xCD\x01q\x01", wire.CodeType},
	{"a type that only plain text has", "\x92u\x01", wire.CodeType},
	{"a type that is a string", "\x92\xA1q\x01", wire.CodeNumber},
	{"a type alone", "\x91q", wire.CodeMalformed},
	{"a Hello without a version", "\x91H", wire.CodeMalformed},
	{"a field too many", "\x93q\x01\x01", wire.CodeMalformed},
	{"a field that is claimed and not there", "\x93q\xCC\x05", wire.CodeMalformed},
	{"something behind", "\x92q\x01\xC0", wire.CodeMalformed},
	{"inputs without moves", "\x93i\x01\x01", wire.CodeNumber},
	{"inputs with half a move", "\x94i\x01\x01\x08", wire.CodeMalformed},
	{"inputs whose ticks go below 0", "\x95i\x01\x01\x08\xFF", wire.CodeNumber},
	{"inputs whose ticks go beyond 32 bits", "\x97i\x01\x01\x08\xCE\xFF\xFF\xFF\xFF\x08\x01", wire.CodeNumber},
	{"inputs with a step beyond 64 bits", "\x95i\x01\x01\x08\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", wire.CodeNumber},
	{"inputs with the least step", "\x97i\x01\x01\x08\x05\x08\xD3\x80\x00\x00\x00\x00\x00\x00\x00", wire.CodeNumber},
	{"keys beyond the directions", "\x95i\x01\x01\x10\x05", wire.CodeNumber},
	{"a body with a step of 0", "\x9BS\x01\x01\x01\x01\x00A\x05\x05\x01\x00", wire.CodeID},
	{"a body beyond the last ID", "\x9BS\x01\x01\x01\x01\xCE\x80\x00\x00\x00A\x05\x05\x01\x00", wire.CodeID},
	{"a body whose ID wraps", "\xDC\x00\x11S\x01\x01\x01\x01\x05A\x05\x05\x01\x00\xCE\xFF\xFF\xFF\xFFA\x05\x05\x01\x00", wire.CodeID},
	{"a motion beyond all bits", "\x9BS\x01\x01\x01\x01\x01A\x05\x05\x21\x00", wire.CodeNumber},
	{"a snapshot that claims 10,921 bodies", "\xDC\xFF\xFBS\x01\x01\x01\x01" + strings.Repeat("\xC0", 70000), wire.CodeNumber},
	{"a client's message that is too long", "\x93c\xCF\x00\x00\x00\x00\x00\x00\x00\x01\xDA\x04\x00" + strings.Repeat("x", 1024), wire.CodeText},
	{"a long Hello of another version", "\x92H\x09" + strings.Repeat("x", wire.MaxFromClient), wire.CodeTooLong},
	{"a message beyond all limits", "\x92" + strings.Repeat("q", wire.MaxFromServer), wire.CodeTooLong},
}

func TestHostile(t *testing.T) {
	c := New()
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			wiretest.MustReject(t, c, []byte(h.bytes), h.code)
			wiretest.BoundedAllocs(t, c, []byte(h.bytes))
		})
	}
}

// A snapshot may claim as many bodies as it has bytes for, and no more.
func TestSnapshotAllocsAreBounded(t *testing.T) {
	c := New()
	b := wiretest.Encode(t, c, wiretest.LargestSnapshot(2048))
	for _, n := range []int{8, 100, 1000, len(b) - 1} {
		wiretest.BoundedAllocs(t, c, b[:n])
	}
	wiretest.BoundedAllocs(t, c, []byte("\xDC\x30\x05S\x01\x01\x01\x01"+strings.Repeat("\x01", 12288)))
}

func FuzzMsgpack(f *testing.F) {
	c := New()
	for _, m := range wiretest.AllMessages() {
		if b, err := c.Append(nil, m); err == nil {
			f.Add(b)
		}
	}
	for _, h := range hostile {
		if len(h.bytes) < 1000 {
			f.Add([]byte(h.bytes))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) { wiretest.ReencodesStably(t, New(), b) })
}
