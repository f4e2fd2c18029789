package replica

import (
	"errors"
	"fmt"

	"clew/engine/maze"
	"clew/net/wire"
)

// levelBurst is how many levels may begin in quick succession: each costs its
// renderer work. One more may follow each second.
const levelBurst = 16

// levelLoader assembles the level that the server sends row by row.
type levelLoader struct {
	maze    *maze.Maze // the last complete one
	name    string
	number  uint32   // only snapshots of this level count
	rows    []string // of the incomplete level
	height  int      // rows that it will have
	loading bool     // no complete level on this connection: snapshots do not count
	burst   int      // levels that began recently, see levelBurst
}

// begin starts a level, whose rows follow.
func (l *levelLoader) begin(m *wire.Level) error {
	if l.burst++; l.burst > levelBurst {
		return errors.New("replica: the server begins too many levels")
	}
	l.name, l.number, l.rows, l.height, l.loading = m.Name, m.Number, nil, m.H, true
	return nil
}

// addRow adds a row. The last one completes the level; changed then reports
// whether its maze differs from the previous one.
func (l *levelLoader) addRow(m *wire.Row) (complete, changed bool, err error) {
	if m.Y != len(l.rows) || m.Y >= l.height {
		return false, false, fmt.Errorf("replica: got row %d of the level, want row %d", m.Y, len(l.rows))
	}
	l.rows = append(l.rows, m.Tiles)
	if len(l.rows) < l.height {
		return false, false, nil
	}
	mz, err := maze.FromRows(l.rows)
	if err != nil {
		return false, false, fmt.Errorf("replica: invalid level: %w", err)
	}
	l.rows, l.height, l.loading = nil, 0, false
	if l.maze != nil && l.maze.Hash() == mz.Hash() {
		return true, false, nil // keep the pointer, so that nobody redraws an equal maze
	}
	l.maze = mz
	return true, true, nil
}

// forgive lets one more level begin. Call it once a second.
func (l *levelLoader) forgive() { l.burst = max(l.burst-1, 0) }
