package sound

import (
	"sync"

	"clew/assets"
)

// A Kind names one of the game's sounds.
type Kind int

// The sounds of the game.
const (
	Step   Kind = iota // one's own foot on the floor, once a cell
	Tread              // somebody else's
	Bump               // walking into a wall
	Join               // somebody came
	Leave              // somebody left
	Exit               // the way out is found: a short fanfare
	Chat               // a line of chat
	Move               // a step through a menu
	Select             // something is chosen in a menu

	kinds int = iota
)

// made says of each kind which file it is, and whose volume it has.
var made = [kinds]struct {
	file   string
	volume func(*Volumes) float64
}{
	Step:   {"step", (*Volumes).steps},
	Tread:  {"tread", (*Volumes).others},
	Bump:   {"bump", (*Volumes).steps},
	Join:   {"join", (*Volumes).others},
	Leave:  {"leave", (*Volumes).others},
	Exit:   {"exit", (*Volumes).surface},
	Chat:   {"chat", (*Volumes).surface},
	Move:   {"move", (*Volumes).surface},
	Select: {"select", (*Volumes).surface},
}

// bank reads all sounds, the first time that it is called. Nobody may change
// them.
var bank = sync.OnceValue(func() *[kinds][]float32 {
	var b [kinds][]float32
	for kind := range b {
		b[kind] = samples(made[kind].file + ".wav")
	}
	return &b
})

// samples are those of a file that comes with the game. That one which is no
// sound is the program's mistake, which the tests would have seen.
func samples(name string) []float32 {
	file, err := assets.Sounds.ReadFile("sounds/" + name)
	if err != nil {
		panic(err)
	}
	s, err := parseWAV(file)
	if err != nil {
		panic("sound: " + name + ": " + err.Error())
	}
	return s
}
