package replay

import (
	"encoding/binary"

	"clew/engine/sim"
)

// PlayerInfo is who a player is. The rules don't ask for it: a game is the same
// without.
type PlayerInfo struct {
	ID     sim.ID
	Avatar rune
	Name   string
	Colour uint8 // that the player wishes for; what the numbers mean is the wire's
	Shape  uint8
}

// maxNameLen is how many bytes a name has at most.
const maxNameLen = 1 << 10

// WritePlayer records who a player is, from the last recorded tick on.
func (r *Writer) WritePlayer(p PlayerInfo) {
	b := binary.AppendUvarint(nil, uint64(r.last))
	b = binary.AppendUvarint(b, uint64(p.ID))
	b = binary.AppendUvarint(b, uint64(p.Avatar))
	b = appendText(b, p.Name)
	r.write(kindPlayer, append(b, p.Colour, p.Shape))
}

// playerRecord is who a player is from a tick on.
type playerRecord struct {
	tick sim.Tick
	info PlayerInfo
}

// player reads who a player is.
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

// PlayerAt is who a player was after a tick, or, where that was not known yet,
// who it was at first. It reports false where the recording does not say.
func (r *Recording) PlayerAt(id sim.ID, tick sim.Tick) (PlayerInfo, bool) {
	known := r.players[id]
	if len(known) == 0 {
		return PlayerInfo{}, false
	}
	n := len(known) - 1
	for n > 0 && known[n].tick > tick {
		n--
	}
	return known[n].info, true
}
