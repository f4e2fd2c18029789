package replay

import (
	"encoding/binary"

	"clew/engine/sim"
)

// Person is who a player is. The rules don't ask for it: a game is the same
// without.
type Person struct {
	ID     sim.ID
	Avatar rune
	Name   string
	Colour uint8 // that the player wishes for; what the numbers mean is the wire's
	Shape  uint8
}

// maxName is how many bytes a name has at most.
const maxName = 1 << 10

// Person records who a player is, from the last recorded tick on.
func (r *Writer) Person(p Person) {
	b := binary.AppendUvarint(nil, uint64(r.last))
	b = binary.AppendUvarint(b, uint64(p.ID))
	b = binary.AppendUvarint(b, uint64(p.Avatar))
	b = appendText(b, p.Name)
	r.write(kindPerson, append(b, p.Colour, p.Shape))
}

// since is who a player is from a tick on.
type since struct {
	tick   sim.Tick
	person Person
}

// person reads who a player is.
func (f *fields) person() since {
	s := since{tick: f.tick()}
	s.person = Person{ID: sim.ID(f.small()), Avatar: rune(f.small())}
	n := f.number()
	if n > maxName {
		*f = nil
		return s
	}
	s.person.Name = f.text(int(n))
	s.person.Colour, s.person.Shape = f.byte(), f.byte()
	return s
}

// Person is who a player was after a tick, or, where that was not known yet,
// who it was at first. It reports false where the recording does not say.
func (r *Recording) Person(id sim.ID, tick sim.Tick) (Person, bool) {
	known := r.people[id]
	if len(known) == 0 {
		return Person{}, false
	}
	n := len(known) - 1
	for n > 0 && known[n].tick > tick {
		n--
	}
	return known[n].person, true
}
