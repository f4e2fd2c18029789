package wire

import "clew/engine/sim"

// Welcome answers Hello. It comes again when a spectator that waits for a place
// gets one.
//
//	text     I|VERSION|ID|AVATAR|TICKRATE|INTERVAL|TICK|SEQ|TOKEN|RESUMED|SERVER|DARK|
//	msgpack  ['I', version, id, avatar, tickrate, interval, tick, seq, token, resumed, server, dark]
//	plain    I|ID|AVATAR|
//
// As with Hello, only the Version of a Welcome of another version is read and
// written.
type Welcome struct {
	Version  uint32
	ID       sim.ID   // 0 for a spectator, which has no player
	Avatar   rune     // the player's letter, unique among those present; NoAvatar for a spectator
	TickRate uint32   // ticks a second, 1 to MaxRate
	Interval uint32   // ticks from one Snapshot to the next, 1 to MaxRate
	Tick     sim.Tick // the server's, when it wrote this
	Seq      uint32   // the last input that it consumed of this player: 0 for a new one
	Token    string   // gives the player back to a client that was disconnected
	Resumed  bool     // this is the player that the Hello's token named
	Server   string   // the server's name
	Dark     bool     // a rule of the game: a player sees only what it has found
}

// NoAvatar stands for the letter of a spectator.
const NoAvatar = '-'

// Type implements Message.
func (*Welcome) Type() byte { return TypeWelcome }

func (m *Welcome) check() *ProtocolError {
	if m.Version != Version {
		return nil
	}
	if m.ID != 0 {
		if err := checkID(m.ID); err != nil {
			return err
		}
	}
	return firstError(
		checkAvatar(m.Avatar),
		checkRange("TICKRATE", int64(m.TickRate), 1, MaxRate),
		checkRange("INTERVAL", int64(m.Interval), 1, MaxRate),
		checkToken(m.Token),
		checkTitle(m.Server),
	)
}
