package peerwire

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire/msgpack"
)

// Dissect takes an encoded message of either form apart: in msgpack the header of
// its array, then its type and its fields, in this order. Their bytes, one after the
// other, are b. It fails where Decode does, with the same error.
func Dissect(b []byte) ([]msgpack.Part, error) {
	d := &dissection{all: b}
	var err error
	if len(b) > 0 && b[0]&0x80 != 0 {
		_, err = new(packCodec).decode(b, d)
	} else {
		_, err = new(textCodec).decode(b, d)
	}
	if err != nil {
		return nil, err
	}
	if rest := b[d.end:]; len(rest) > 0 {
		d.parts = append(d.parts, msgpack.Part{Name: "rest", Bytes: rest, Value: "as that version has it"})
	}
	return d.parts, nil
}

// dissection is a format that records, part by part, what another one reads. A nil
// one, as in Decode, records nothing.
type dissection struct {
	format
	all   []byte // the message
	end   int    // of the part before, in all
	parts []msgpack.Part
	path  []string // of the lists that are being read: "run 1", "action 2"
}

// over returns what reads by way of f, and records it.
func (d *dissection) over(f format) format {
	if d == nil {
		return f
	}
	d.format = f
	return d
}

// enter says that the nth element of a list is being read, leave that it was.
func (d *dissection) enter(item string, nth int) {
	if d != nil {
		d.path = append(d.path, item+" "+strconv.Itoa(nth))
	}
}

func (d *dissection) leave() {
	if d != nil {
		d.path = d.path[:len(d.path)-1]
	}
}

// add records what was read since the part before.
func (d *dissection) add(name, value string) {
	end := len(d.all) - d.room()
	name = strings.ToLower(strings.Join(append(d.path, name), " "))
	d.parts = append(d.parts, msgpack.Part{Name: name, Bytes: d.all[d.end:end:end], Value: value})
	d.end = end
}

// array records the header of an array.
func (d *dissection) array(n int) {
	if d != nil {
		d.add("array", fmt.Sprintf("%d elements", n))
	}
}

func (d *dissection) letter(c *coder, v byte) byte {
	v = d.format.letter(c, v)
	value := string(rune(v))
	if t := TypeByLetter(v); t != nil {
		value += ", " + t.Name
	}
	d.add("TYPE", value)
	return v
}

func (d *dissection) uint(c *coder, name string, v uint64) uint64 {
	v = d.format.uint(c, name, v)
	value := strconv.FormatUint(v, 10)
	switch {
	case name == "HELD" && v <= uint64(sim.AllKeys):
		value = keysText([]sim.Input{sim.Input(v)})
	case name == "KIND" && v < uint64(len(kindNames)):
		value += ", " + kindNames[v]
	}
	d.add(name, value)
	return v
}

// kindNames are the kinds of actions, for people.
var kindNames = [...]string{
	0:        "none",
	peer.Say: "say", peer.Rename: "rename", peer.SetAppearance: "set appearance",
	peer.GuestJoin: "guest joins", peer.GuestWalk: "guest walks", peer.GuestLeave: "guest leaves",
	peer.VoteNext: "vote for the next level", peer.VoteOut: "vote to remove", peer.Leave: "leave",
}

func (d *dissection) int(c *coder, name string, v int64) int64 {
	v = d.format.int(c, name, v)
	d.add(name, strconv.FormatInt(v, 10))
	return v
}

func (d *dissection) tick(c *coder, name string, v, near uint64) uint64 {
	v = d.format.tick(c, name, v, near)
	value := strconv.FormatUint(v, 10)
	if _, ok := d.format.(*packFormat); ok && near > 0 {
		value = fmt.Sprintf("%d (%+d)", v, int64(v-near))
	}
	d.add(name, value)
	return v
}

func (d *dissection) flag(c *coder, name string, v bool) bool {
	v = d.format.flag(c, name, v)
	d.add(name, strconv.FormatBool(v))
	return v
}

func (d *dissection) text(c *coder, name, v string, limit int) string {
	v = d.format.text(c, name, v, limit)
	d.add(name, strconv.Quote(v))
	return v
}

func (d *dissection) hash(c *coder, name string, v uint64) uint64 {
	v = d.format.hash(c, name, v)
	d.add(name, fmt.Sprintf("%016x", v))
	return v
}

func (d *dissection) fixed(c *coder, name string, v []byte) {
	d.format.fixed(c, name, v)
	d.add(name, hex.EncodeToString(v))
}

func (d *dissection) blob(c *coder, name string, v []byte, limit int) []byte {
	v = d.format.blob(c, name, v, limit)
	d.add(name, fmt.Sprintf("%d bytes", len(v)))
	return v
}

func (d *dissection) keys(c *coder, v []sim.Input) []sim.Input {
	v = d.format.keys(c, v)
	d.add("KEYS", keysText(v))
	return v
}

// keysText returns keys as in the text form; for one tick, without its number.
func keysText(v []sim.Input) string {
	var f textFormat
	f.keys(&coder{}, v)
	s := strings.TrimSuffix(string(f.out), "|")
	if len(v) == 1 {
		s = strings.TrimSuffix(s, "1")
	}
	return s
}
