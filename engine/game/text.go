package game

import (
	"encoding/hex"
	"strconv"

	"clew/engine/sim"
)

// AppendText appends an entry as one line for people to read: the tick and the
// epoch, the changes, then each input as ID#SEQ=KEYS, of whose number the entry
// has the low seven bits, and each walk as ID=KEYS. Of a token's hash it has the
// first four bytes.
//
//	4711|0|join "Ann" 3 2 5eed70cc|say 5 "hello"|1#17=r|2#90=ul|5=-
func AppendText(dst []byte, e *Entry) []byte {
	dst = strconv.AppendUint(dst, uint64(e.Tick), 10)
	dst = strconv.AppendUint(append(dst, '|'), uint64(e.Epoch), 10)
	for i := range e.Changes {
		dst = appendChangeText(append(dst, '|'), &e.Changes[i])
	}
	for _, in := range e.Inputs {
		dst = strconv.AppendUint(append(dst, '|'), uint64(in.ID), 10)
		dst = strconv.AppendUint(append(dst, '#'), uint64(in.Seq), 10)
		dst = appendKeyLetters(append(dst, '='), in.Keys)
	}
	for _, w := range e.Walks {
		dst = strconv.AppendUint(append(dst, '|'), uint64(w.ID), 10)
		dst = appendKeyLetters(append(dst, '='), w.Keys)
	}
	return dst
}

// changeNames holds the kinds of changes as AppendText writes them.
var changeNames = [changeKinds]string{
	Join: "join", Leave: "leave", Disconnect: "disconnect", Resume: "resume", Rename: "rename",
	SetAppearance: "appearance", Say: "say", Mute: "mute", StartLevel: "level", SetCountdown: "countdown",
}

// String returns the kind's name.
func (k ChangeKind) String() string {
	if k < changeKinds {
		return changeNames[k]
	}
	return "change " + strconv.Itoa(int(k))
}

func appendChangeText(dst []byte, c *Change) []byte {
	fields := changeFields[c.Kind]
	dst = append(dst, changeNames[c.Kind]...)
	number := func(v uint64) { dst = strconv.AppendUint(append(dst, ' '), v, 10) }
	text := func(s string) { dst = strconv.AppendQuote(append(dst, ' '), s) }
	token := func(t TokenHash) {
		if dst = append(dst, ' '); t == (TokenHash{}) {
			dst = append(dst, '-')
			return
		}
		dst = hex.AppendEncode(dst, t[:4])
	}
	if fields&hasID != 0 {
		number(uint64(c.ID))
	}
	if fields&hasName != 0 {
		text(c.Name)
	}
	if fields&hasText != 0 {
		text(c.Text)
	}
	if fields&hasAppearance != 0 {
		number(uint64(c.Appearance.Colour))
		number(uint64(c.Appearance.Shape))
	}
	if fields&hasUsedToken != 0 {
		token(c.UsedToken)
	}
	if fields&hasToken != 0 {
		token(c.Token)
	}
	if fields&hasUntil != 0 {
		number(uint64(c.Until))
	}
	if fields&hasLevel != 0 {
		text(c.Level.Name)
		number(c.Seed)
	}
	return dst
}

// keyLetters holds the letters of the directions, in the order of their bits.
const keyLetters = "udlr"

// appendKeyLetters writes the keys that are held, or a dash.
func appendKeyLetters(dst []byte, keys sim.Input) []byte {
	if keys&sim.AllKeys == 0 {
		return append(dst, '-')
	}
	for i := range len(keyLetters) {
		if keys>>i&1 != 0 {
			dst = append(dst, keyLetters[i])
		}
	}
	return dst
}
