package replay

import (
	"encoding/binary"

	"clew/engine/sim"
)

// PlayerInfo is how a player appears to others. The rules don't need it: a game
// is the same without.
type PlayerInfo struct {
	ID     sim.ID
	Avatar rune
	Name   string
	Colour uint8 // the numbers are those of wire.Appearance
	Shape  uint8
}

// maxNameLen limits a name, in bytes.
const maxNameLen = 1 << 10

// WritePlayer records a player's info, valid from the last recorded tick on.
func (r *Writer) WritePlayer(p PlayerInfo) {
	b := binary.AppendUvarint(nil, uint64(r.last))
	b = binary.AppendUvarint(b, uint64(p.ID))
	b = binary.AppendUvarint(b, uint64(p.Avatar))
	b = appendText(b, p.Name)
	r.write(kindPlayer, append(b, p.Colour, p.Shape))
}

// playerRecord is a player's info from a tick on.
type playerRecord struct {
	tick sim.Tick
	info PlayerInfo
}

// player reads a player's info.
func (f *fieldReader) player() playerRecord {
	s := playerRecord{tick: f.tick()}
	s.info = PlayerInfo{ID: sim.ID(f.uvarint32()), Avatar: rune(f.uvarint32())}
	n := f.uvarint()
	if n > maxNameLen {
		*f = nil
		return s
	}
	s.info.Name = f.text(int(n))
	s.info.Colour, s.info.Shape = f.byte(), f.byte()
	return s
}

// PlayerAt returns a player's info after a tick or, if none was recorded by
// then, the first one. It reports false if the recording has none.
func (r *Recording) PlayerAt(id sim.ID, tick sim.Tick) (PlayerInfo, bool) {
	records := r.players[id]
	if len(records) == 0 {
		return PlayerInfo{}, false
	}
	n := len(records) - 1
	for n > 0 && records[n].tick > tick {
		n--
	}
	return records[n].info, true
}
