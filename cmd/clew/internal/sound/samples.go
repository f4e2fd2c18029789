package sound

import (
	"sync"

	"clew/assets"
)

// Kind names a sound of the game.
type Kind int

// The sounds of the game.
const (
	Footstep      Kind = iota // a step of the own player, once a cell
	FootstepOther             // a step of another player
	WallHit                   // walking into a wall
	Join                      // a player joined
	Leave                     // a player left
	Exit                      // a player finished: a short fanfare
	Chat                      // a line of chat
	MenuMove                  // a step through a menu
	MenuSelect                // something is chosen in a menu

	kindCount int = iota
)

// kindInfo maps each kind to its file and its volume setting.
var kindInfo = [kindCount]struct {
	file   string
	volume func(*Volumes) float64
}{
	Footstep:      {"step", (*Volumes).steps},
	FootstepOther: {"step-other", (*Volumes).others},
	WallHit:       {"bump", (*Volumes).steps},
	Join:          {"join", (*Volumes).others},
	Leave:         {"leave", (*Volumes).others},
	Exit:          {"exit", (*Volumes).menus},
	Chat:          {"chat", (*Volumes).menus},
	MenuMove:      {"move", (*Volumes).menus},
	MenuSelect:    {"select", (*Volumes).menus},
}

// allSamples loads all sounds on the first call. Callers must not modify them.
var allSamples = sync.OnceValue(func() *[kindCount][]float32 {
	var b [kindCount][]float32
	for kind := range b {
		b[kind] = loadSamples(kindInfo[kind].file + ".wav")
	}
	return &b
})

// loadSamples loads an embedded file and panics if it is invalid, which tests
// rule out.
func loadSamples(name string) []float32 {
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
