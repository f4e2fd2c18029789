package text

import (
	"unicode/utf8"

	"clew/engine/maze"
	"clew/net/wire"
)

// The messages that have the same form in both modes, and what both codecs
// do alike.

// Frame appends msg and the line end that every message has on its way.
func Frame(dst, msg []byte) []byte { return append(append(dst, msg...), '\n') }

// decode reads the message in b; read reads its fields by its type.
func (f *reader) decode(b []byte, read func(*reader, byte) wire.Message) (wire.Message, *wire.ProtocolError) {
	if len(b) < 2 || b[0] >= utf8.RuneSelf || b[1] != '|' {
		return nil, wire.ProtocolErrorf(wire.CodeType, "a message starts with the one letter of its type")
	}
	f.rest, f.err, f.otherVersion = b[2:], nil, false
	m := read(f, b[0])
	if f.err == nil && m == nil {
		f.fail(wire.CodeType, "there is no message type %q", b[0])
	}
	if !f.otherVersion {
		f.end()
	}
	f.rest = nil
	if f.err != nil {
		return nil, f.err
	}
	return m, nil
}

// appendCommon returns false where m is not one of them.
func appendCommon(dst []byte, m wire.Message) ([]byte, bool) {
	switch m := m.(type) {
	case *wire.Row:
		dst = appendUint(append(dst, "m|"...), uint64(m.Y))
		return appendRaw(dst, m.Tiles), true
	case *wire.PlayerLeft:
		return appendUint(append(dst, "L|"...), uint64(m.ID)), true
	case *wire.SendChat:
		dst = appendUint(append(dst, "c|"...), uint64(m.ID))
		return appendText(dst, m.Text), true
	case *wire.Chat:
		dst = appendUint(append(dst, "C|"...), uint64(m.ID))
		return appendText(dst, m.Text), true
	case *wire.Rename:
		dst = appendUint(append(dst, "n|"...), uint64(m.ID))
		return appendText(dst, m.Name), true
	case *wire.Error:
		dst = appendRaw(append(dst, "E|"...), m.Code)
		return appendText(dst, m.Text), true
	case *wire.Quit:
		return appendUint(append(dst, "q|"...), uint64(m.ID)), true
	}
	return dst, false
}

// common returns nil where typ is not that of one of them.
func (f *reader) common(typ byte) wire.Message {
	switch typ {
	case wire.TypeRow:
		return &wire.Row{Y: f.small("Y"), Tiles: f.raw("ROW", maze.MaxSize)}
	case wire.TypePlayerLeft:
		return &wire.PlayerLeft{ID: f.id()}
	case wire.TypeSendChat:
		return &wire.SendChat{ID: f.id(), Text: f.text("TEXT", wire.MaxTextLen)}
	case wire.TypeChat:
		return &wire.Chat{ID: f.id(), Text: f.text("TEXT", wire.MaxTextLen)}
	case wire.TypeRename:
		return &wire.Rename{ID: f.id(), Name: f.text("NAME", wire.MaxNameLen)}
	case wire.TypeError:
		return &wire.Error{Code: f.raw("CODE", wire.MaxCodeLen), Text: f.text("TEXT", wire.MaxTextLen)}
	case wire.TypeQuit:
		return &wire.Quit{ID: f.id()}
	}
	return nil
}

// appendSize writes what both modes tell of a level.
func appendSize(dst []byte, m *wire.Level) []byte {
	dst = appendUint(append(dst, "M|"...), uint64(m.W))
	return appendUint(dst, uint64(m.H))
}
