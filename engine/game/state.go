package game

import (
	"encoding/binary"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/engine/splitmix"
)

// Config is what a game begins with.
type Config struct {
	Level *maze.Level
	Seed  uint64 // of the level's random numbers
	Name  string // of the game, or its server; no player can take it
}

// State is a whole game: the World, and everything about its players that must
// outlive the server that decides for them. Only Apply changes it. It holds nothing
// that belongs to a connection: no queues, rate limits or addresses.
//
// Copy it with CopyFrom, not by assignment. It is not safe for concurrent use.
type State struct {
	epoch       uint32
	name        string
	level       *maze.Level
	levelNumber uint32 // from 1 on
	world       sim.World
	players     []Player // by ascending ID: exactly those in world
	lastID      sim.ID   // the last one given out
	countdown   sim.Tick // see Countdown
	out         uint32   // see Out

	// What follows is in neither Hash nor a checkpoint: index computes the first
	// two fields, and the others are of the last Apply.
	names       names             // in use
	lettersUsed map[rune]struct{} // by players
	commands    []sim.Command     // see Commands
	worldEvents []sim.Event       // reused
}

// Player is one player of a game: who it is, and which of its inputs was consumed
// last. Its position is in the World, under the same ID.
type Player struct {
	ID         sim.ID // never given out again in this game
	Avatar     rune   // a letter that no other player has
	Name       string
	Appearance Appearance

	// Ack is the number of the last input that was consumed.
	Ack uint32

	// Token resumes the player. So does PreviousToken, the one before it, until
	// an input proves that the client knows the new one.
	Token, PreviousToken TokenHash

	Disconnected   bool     // it has no client, and waits for one to resume it
	DisconnectedAt sim.Tick // when its client was lost; 0 before the first time
	JoinTick       sim.Tick // when it entered the level
	MutedUntil     sim.Tick // the last tick in which it may neither chat nor change its name

	Points uint32 // of all levels so far, at most MaxPoints
	Gained uint32 // of them in this level, see PointsFor
	Place  uint32 // in this level, from 1 on; 0: it has not reached the exit

	skeleton skeleton // of Name
}

// New returns a game at tick 0 without players.
func New(cfg Config) *State {
	s := &State{name: cfg.Name, level: cfg.Level, levelNumber: 1, world: *sim.New(cfg.Level.Maze, cfg.Seed)}
	s.index()
	return s
}

// index computes names and lettersUsed, and each player's skeleton.
func (s *State) index() {
	s.names, s.lettersUsed = newNames(), map[rune]struct{}{}
	s.names.add(s.names.skeleton(s.name))
	for i := range s.players {
		p := &s.players[i]
		p.skeleton = s.names.skeleton(p.Name)
		s.names.add(p.skeleton)
		s.lettersUsed[p.Avatar] = struct{}{}
	}
}

// World returns the World, which belongs to the State: only read it, and only
// until the next Apply.
func (s *State) World() *sim.World { return &s.world }

// Tick returns the tick of the last entry.
func (s *State) Tick() sim.Tick { return s.world.Tick() }

// Epoch returns the highest epoch of all entries.
func (s *State) Epoch() uint32 { return s.epoch }

// Name returns the game's name.
func (s *State) Name() string { return s.name }

// Level returns the present level and its number, from 1 on.
func (s *State) Level() (level *maze.Level, number uint32) { return s.level, s.levelNumber }

// Countdown returns the tick at which the level ends, or 0 if none is set. The State
// only keeps it: whoever decides starts a level when it is reached.
func (s *State) Countdown() sim.Tick { return s.countdown }

// Out returns how many players have reached the exit of this level, those that left
// afterwards included.
func (s *State) Out() int { return int(s.out) }

// Players returns all players by ascending ID: those of World.Players, in the same
// order. They belong to the State: only read them, and only until the next Apply.
func (s *State) Players() []Player { return s.players }

// Player returns a player, which belongs to the State as those of Players do, or
// nil.
func (s *State) Player(id sim.ID) *Player {
	if i, ok := s.find(id); ok {
		return &s.players[i]
	}
	return nil
}

// find returns the index of a player, and whether there is such a player.
func (s *State) find(id sim.ID) (int, bool) {
	lo, hi := 0, len(s.players)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if s.players[mid].ID < id {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(s.players) && s.players[lo].ID == id
}

// PlayerByToken returns the player that a token resumes, or nil.
func (s *State) PlayerByToken(token TokenHash) *Player {
	for i := range s.players {
		if s.players[i].resumedBy(token) {
			return &s.players[i]
		}
	}
	return nil
}

// resumedBy reports whether a token resumes the player.
func (p *Player) resumedBy(token TokenHash) bool {
	return token != TokenHash{} && (p.Token == token || p.PreviousToken == token)
}

// Commands returns the commands that the last Apply stepped the World with: none
// in a State that comes from New or DecodeCheckpoint. They are valid until the next
// Apply.
func (s *State) Commands() []sim.Command { return s.commands }

// CopyFrom makes s equal to src. The two share nothing that changes.
func (s *State) CopyFrom(src *State) {
	if s == src {
		return
	}
	players := append(s.players[:0], src.players...)
	world := s.world
	world.CopyFrom(&src.world)
	names := s.names
	names.copyFrom(&src.names)
	*s = State{
		epoch: src.epoch, name: src.name, level: src.level, levelNumber: src.levelNumber,
		world: world, players: players, lastID: src.lastID, countdown: src.countdown, out: src.out,
		names: names, lettersUsed: copyMap(s.lettersUsed, src.lettersUsed),
		commands: append(s.commands[:0], src.commands...), worldEvents: s.worldEvents[:0],
	}
}

// Clone returns a copy that shares nothing that changes with s.
func (s *State) Clone() *State {
	c := new(State)
	c.CopyFrom(s)
	return c
}

// Hash digests every field that is not computed from others, to find the tick at
// which two States diverge. It is not cryptographic: collisions can be made on
// purpose.
func (s *State) Hash() uint64 {
	h := digest(s.world.Hash())
	h.add(uint64(s.epoch)<<32 | uint64(s.levelNumber))
	h.add(uint64(s.lastID)<<32 | uint64(len(s.players)))
	h.add(uint64(s.countdown)<<32 | uint64(s.out))
	h.addText(s.name)
	h.addText(s.level.Name)
	h.addText(s.level.Author)
	h.addText(s.level.Note)
	for i := range s.players {
		s.players[i].hash(&h)
	}
	return uint64(h)
}

func (p *Player) hash(h *digest) {
	h.add(uint64(p.ID)<<32 | uint64(p.Avatar))
	h.addText(p.Name)
	flags := uint64(p.Appearance.Colour)<<16 | uint64(p.Appearance.Shape)<<8
	if p.Disconnected {
		flags |= 1
	}
	h.add(uint64(p.Ack)<<32 | flags)
	h.addToken(p.Token)
	h.addToken(p.PreviousToken)
	h.add(uint64(p.DisconnectedAt)<<32 | uint64(p.JoinTick))
	h.add(uint64(p.MutedUntil)<<32 | uint64(p.Points))
	h.add(uint64(p.Gained)<<32 | uint64(p.Place))
}

// digest is a hash under way.
type digest uint64

func (h *digest) add(v uint64) { *h = digest(splitmix.Mix(uint64(*h) ^ v)) }

func (h *digest) addToken(t TokenHash) {
	h.add(binary.BigEndian.Uint64(t[:8]))
	h.add(binary.BigEndian.Uint64(t[8:]))
}

// addText adds a text and its length, eight bytes at a time.
func (h *digest) addText(s string) {
	h.add(uint64(len(s)))
	for len(s) > 0 {
		n := min(len(s), 8)
		var v uint64
		for i := range n {
			v |= uint64(s[i]) << (8 * i)
		}
		h.add(v)
		s = s[n:]
	}
}
