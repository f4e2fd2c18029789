package stats

// Line is the state of a game after a tick of its client.
type Line struct {
	Tick   int     `json:"tick"`   // of this client in this game, from 1
	Time   float64 `json:"time_s"` // since the program started
	Phase  string  `json:"phase"`  // connecting, joining, playing, lost or ended
	Level  string  `json:"level,omitempty"`
	Notice string  `json:"notice,omitempty"` // the message in the window

	// The own player as shown, and the ghost: its position in the newest
	// snapshot. Omitted if there is none.
	Self  *Position `json:"self,omitempty"`
	Ghost *Position `json:"ghost,omitempty"`
	// GhostDistance is the distance between Self and Ghost.
	GhostDistance float64 `json:"ghost_distance"`
	// Jump is how far the own player moved on screen in this tick beyond a
	// tick's walk.
	Jump   float64  `json:"jump"`
	Others []Player `json:"others,omitempty"` // as shown

	Pending int  `json:"pending"` // inputs that the server has not acknowledged
	Waiting int  `json:"waiting"` // inputs queued at the server
	Halted  bool `json:"halted"`  // prediction waits, since too many inputs are pending

	Corrections    int     `json:"corrections"`     // since the level began
	Correction     float64 `json:"correction"`      // size of the correction in this tick, or 0
	LastCorrection float64 `json:"last_correction"` // size of the last one
	MaxCorrection  float64 `json:"max_correction"`  // size of the largest since the level began

	RoundTrip float64 `json:"round_trip_ms"`
	Jitter    float64 `json:"jitter_ms"` // mean deviation of the snapshots' arrivals
	Snapshots int     `json:"snapshots"` // received in the last second
	Delay     float64 `json:"interpolation_delay_ms"`

	Prediction     bool   `json:"prediction"`
	Reconciliation string `json:"reconciliation"` // replay, snap or ignore
	Interpolation  bool   `json:"interpolation"`
	Smoothing      bool   `json:"smoothing"`
	Redundancy     int    `json:"redundancy"` // maximum number of inputs in a message

	// The simulated network, to the server and from it.
	Up     Conditions `json:"up"`
	Down   Conditions `json:"down"`
	Stream bool       `json:"stream"` // ordered and reliable, like TCP
	Cut    bool       `json:"cut"`    // nothing gets through at the moment
}

// Position is a position in the maze.
type Position struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Player is another player.
type Player struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	Position
}

// Conditions holds the simulated network conditions in one direction.
type Conditions struct {
	Latency   float64 `json:"latency_ms"`
	Jitter    float64 `json:"jitter_ms"`
	Loss      int     `json:"loss"`
	Duplicate int     `json:"duplication"`
	Reorder   int     `json:"reordering"`
}
