package wire

import (
	"math/bits"

	"clew/engine/maze"
	"clew/engine/sim"
)

// Check returns what is wrong with m, or nil. It applies every limit that a
// field has by itself or beside the others of its message. Codecs call it
// before they encode and after they decode, and so agree on what is valid.
func Check(m Message) *ProtocolError {
	if m == nil {
		return ProtocolErrorf(CodeType, "nil is not a message")
	}
	return m.check()
}

// firstError returns the first error among those given, or nil.
func firstError(errs ...*ProtocolError) *ProtocolError {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func checkID(id sim.ID) *ProtocolError {
	if id < 1 || id > MaxID {
		return ProtocolErrorf(CodeID, "no player has this ID")
	}
	return nil
}

func checkRange(field string, n, min, max int64) *ProtocolError {
	if n < min || n > max {
		return ProtocolErrorf(CodeNumber, "%s is %d, but must be %d to %d", field, n, min, max)
	}
	return nil
}

func checkAvatar(r rune) *ProtocolError {
	if classOf(r) != base || r == '|' || r == '%' {
		return ProtocolErrorf(CodeText, "%U cannot be a player's letter", r)
	}
	return nil
}

func checkToken(s string) *ProtocolError {
	if len(s) > MaxTokenLen {
		return ProtocolErrorf(CodeText, "the token has %d bytes, at most %d are allowed", len(s), MaxTokenLen)
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7F {
			return ProtocolErrorf(CodeText, "a token has visible ASCII characters only")
		}
	}
	return nil
}

// checkChat is like CheckText, for chat, which must not be blank.
func checkChat(s string) *ProtocolError {
	if err := checkText("the text", s, MaxTextLen, false); err != nil {
		return err
	}
	for i := range len(s) {
		if s[i] != ' ' {
			return nil
		}
	}
	return ProtocolErrorf(CodeText, "the text is blank")
}

// checkReason checks the two fields of Error and Bye.
func checkReason(code, text string) *ProtocolError {
	if len(code) < 1 || len(code) > MaxCodeLen {
		return ProtocolErrorf(CodeText, "a code has 1 to %d letters", MaxCodeLen)
	}
	for i := range len(code) {
		if code[i] < 'a' || code[i] > 'z' {
			return ProtocolErrorf(CodeText, "a code has the letters a to z only")
		}
	}
	return checkText("the text", text, MaxTextLen, false)
}

func checkDirection(d sim.Input) *ProtocolError {
	if d&^sim.AllKeys != 0 || bits.OnesCount8(uint8(d)) != 1 {
		return ProtocolErrorf(CodeNumber, "%#x is not one direction", uint8(d))
	}
	return nil
}

// isTile reports whether a level's row may contain this character.
func isTile(c byte) bool {
	switch maze.Tile(c) {
	case maze.Wall, maze.Floor, maze.Start, maze.Exit:
		return true
	}
	return false
}
